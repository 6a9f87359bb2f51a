# Integers: division and remainder with signs, powers, conversions, large values, and methods.
for a, b in [(7, 3), (-7, 3), (7, -3), (-7, -3), (0, 5), (10 ** 20, 7), (-10 ** 20, 10 ** 10 + 1)]:
    print(a, b, a // b, a % b, divmod(a, b), round(a / b, 6))
print(2 ** 10, 2 ** 100, (-2) ** 3, 2 ** -2, 0 ** 0, -2 ** 2, 2 ** 3 ** 2, pow(3, 100, 7), pow(3, -1, 7),
      pow(-5, 3, 4), pow(2, 10, -7))
print(10 ** 18 * 10 ** 18, 99999 ** 5, 2 ** 64 - 1, -(2 ** 63), 12345678901234567890 * -98765432109876543210)
print(int("42"), int(" -17\n"), int("1_000"), int("0x1f", 16), int("0b101", 0), int("z", 36), int("-0o17", 0),
      int("٣"), int(b"12"))
print(int(3.99), int(-3.99), int(1e20), int(True), int(), int("0" * 50 + "1"))
print(bin(-10), oct(64), hex(-255), (255).bit_length(), (0).bit_length(), (-256).bit_length(),
      (2 ** 70 - 1).bit_count())
print((1000).to_bytes(2, "big"), (-2).to_bytes(3, "little", signed=True), int.from_bytes(b"\x01\x00", "big"),
      int.from_bytes(b"\xfe\xff", "little", signed=True), (5).as_integer_ratio(), (7).conjugate(), (5).numerator)
print(1_000_000, 0xFF, 0b1010, 0o17, 0x_dead_beef, 00, 1 if 1_0 else 0)
print(round(15, -1), round(25, -1), round(1234567, -3), round(-15, -1), round(5), abs(-10 ** 30), -0, +True, ~0, ~-1)
print(5 == 5.0, 2 ** 53 + 1 == float(2 ** 53 + 1), 10 ** 400 > 1e308, hash(2 ** 61 - 1), hash(2 ** 61), hash(-1),
      hash(-2), hash(1.0))
print(str(2 ** 200), f"{2 ** 70:,}", int(str(3 ** 150)) == 3 ** 150, len(str(7 ** 300)), int("123456789" * 5) % 1000007)
print(True + True, True * 5, sum([True, False, True]), isinstance(True, int), ~True)


def factorial(n):
    result = 1
    for k in range(2, n + 1):
        result *= k
    return result


print(factorial(30), factorial(40) // factorial(38), factorial(25) % 10 ** 9, sum(map(int, str(factorial(50)))))
for text in ("1 // 0", "5 % 0", "divmod(1, 0)", "0 ** -1", "int('x')", "int('')", "int('1__0')", "int('10', 1)",
             "int('8', 8)", "pow(2, -1, 4)",
             "pow(2, 3, 0)", "int([])", "int('1', 2.0)", "1 << -1", "(300).to_bytes(1, 'big')", "int(float('inf'))",
             "int(float('nan'))",
             "int(5, 10)", "10 ** 400 / 3", "float(10 ** 400)", "(1).to_bytes(2, 'x')", "(-1).to_bytes(1, 'big')",
             "1 + '1'"):
    try:
        print(text, "->", eval(text))
    except (ArithmeticError, ValueError, TypeError) as error:
        print(text, "->", type(error).__name__, error)
