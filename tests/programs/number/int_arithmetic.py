# + - * // % divmod ** over all sign combinations, small and large.
values = [0, 1, -1, 7, -7, 256, 257, 2**30, -(2**30) + 1, 2**31 + 5, -(2**60) + 1, 2**60 - 1, 2**60, 2**62, 10**30, -(10**40) - 3]
for a in values:
    for b in values:
        row = [a + b, a - b, a * b, a & b, a | b, a ^ b]
        row += [a // b, a % b, divmod(a, b)] if b else []
        row += [a**b] if 0 <= b <= 7 else []
        print(*row)
print(2**1000, (-3) ** 77, 7**0, 0**0, pow(3, 200, 1000), pow(-3, 5, 7), pow(3, -1, 7), pow(2, 10, -7), pow(5, 0, 1))
print(3 / 2, -7 / 2, 10**400 / 10**399, 1 / 10**400, 0 / 5, 2**1023 / 1, (2**53 + 1) / 1)
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 1 / 0, lambda: 0**-1, lambda: 10**400 / 3,
          lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: 1 + "a", lambda: [] + 1, lambda: pow(2, 1.0, 4)):
    try:
        print(f())
    except (ZeroDivisionError, OverflowError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
