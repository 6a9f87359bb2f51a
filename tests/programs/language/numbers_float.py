# Floats: texts, rounding, remainders, special values, comparison with ints, exact ratios, and hexadecimal.
inf, nan = float("inf"), float("nan")
print(0.1 + 0.2, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308, -0.0, 100.0, 1 / 3)
print(7.5 // 2, 7.5 % 2, -7.5 // 2, -7.5 % 2, 7.5 % -2, divmod(-7.5, 2), 1e300 * 1e10, -1e300 * 1e10, 5.0 // inf,
      -5.0 % inf)
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(2.675, 2), round(1234.5678, -2), round(1e300, 5),
      round(0.05, 1), round(5.0, None))
print(int(2.9), int(-2.9), (2.5).is_integer(), (4.0).is_integer(), (0.75).as_integer_ratio(), (-2.5).__floor__(),
      (2.5).__ceil__())
print(nan == nan, nan != nan, nan < 1, inf > 10 ** 400, inf == inf, inf - inf, 0 * inf, max(nan, 1), max(1, nan),
      nan in [nan])
print(float("1e3"), float(" -2.5 "), float("1_0.5"), float("Infinity"), float("-nan"), float(".5"), float("5."),
      float("1e400"), float(b"2.5"))
print((255.5).hex(), (0.1).hex(), float.fromhex("0x1.8p3"), float.fromhex("-0x.1"), (0.0).hex(), (-inf).hex())
print(2.0 ** 0.5, (-8) ** (1 / 3), 4 ** 0.5, 2.0 ** -1074, (-2.0) ** 3, 0.0 ** 0, 1 ** nan, nan ** 0, (-1.0) ** inf)
print(1.0 == 1, 1.5 > 1, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53, 0.1 + 0.2 == 0.3, abs(0.1 + 0.2 - 0.3) < 1e-9,
      -0.0 == 0.0)
print(hash(0.5), hash(inf), hash(-inf), hash(1e20) == hash(10 ** 20), hash(-0.0), sum([0.1] * 10),
      sum([0.1] * 10, 0.0) == 1.0)
print(1e22, 1e23, 9007199254740993.0, 4.35 * 100, 1.1 * 3, 2.5e-8, 1234567.0, 0.00001234, float(2 ** 70), 3.0e0)
print(repr(1e100), str(1.0e-10), f"{0.1:.20f}", f"{2.5:.0f} {3.5:.0f}", f"{1e-320:g}", "%.17g" % 0.1)


def square_root(x, steps=0):
    guess = x
    while abs(guess * guess - x) > 1e-12 * x:
        guess = (guess + x / guess) / 2
        steps += 1
    return guess, steps


def machine_epsilon():
    e = 1.0
    while 1.0 + e / 2 != 1.0:
        e /= 2
    return e


print(square_root(2.0), square_root(1e6)[0], machine_epsilon())
for text in ("1.0 / 0", "1.0 // 0.0", "1.0 % 0", "0.0 ** -1", "1e200 ** 2", "float('x')", "float('')", "float([])",
             "round(inf)", "round(nan)",
             "int(inf)", "inf.as_integer_ratio()", "float.fromhex('zz')", "1.5 << 1", "1.5 & 1", "range(5)[1.0]",
             "'a' * 2.0", "10.0 ** 400", "round(1.5, 'x')"):
    try:
        print(text, "->", eval(text))
    except (ArithmeticError, ValueError, TypeError) as error:
        print(text, "->", type(error).__name__, error)
