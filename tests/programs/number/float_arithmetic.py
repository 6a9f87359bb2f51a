# Arithmetic of floats, with ints, signs of zero, infinities; rounding; hash.
inf, nan = float("inf"), float("nan")
values = [0.0, -0.0, 1.5, -2.25, 7, -3, 1e308, inf, -inf, nan]
for a in values:
    for b in values:
        row = [a + b, a - b, a * b]
        if b:
            row += [a / b, a // b, a % b, divmod(a, b)] if not (isinstance(a, int) and isinstance(b, int)) else []
        row += [a < b, a <= b, a == b, a != b, a > b]
        try:
            row.append(a**b)
        except (ZeroDivisionError, OverflowError) as e:
            row.append(str(e))
        print(*row)
print((-8) ** (1 / 3), (-8.0) ** 3, 2**0.5, 2**-1, 2.0**-1074, (-1) ** 0.5)
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, 2.675, 1e20)],
      [round(2.675, 2), round(1.005, 2), round(0.125, 2), round(12345.678, -2), round(-0.04, 1), round(5e-324, 400),
       round(1e300, -400), round(25.0, -1), round(1.5, None), round(inf, 3)])
print([hash(x) for x in (0.0, 1.0, 0.5, -1.5, 1e300, inf, -inf, 5e-324, 2.0**61)], hash(2.0) == hash(2),
      [x.is_integer() for x in (1.0, 1.5, inf)], (0.75).as_integer_ratio(), (-1e20).as_integer_ratio(), int(1e20),
      (2.5).__floor__(), (2.5).__ceil__(), (-2.5).__trunc__(), (1.5).real, (1.5).imag, (1.5).conjugate(), abs(-1.5),
      -0.0, +1.5, bool(0.0), bool(nan))
for f in (lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0), lambda: 1.0 / 0, lambda: 0.0**-1,
          lambda: 1e300**300, lambda: round(inf), lambda: round(nan), lambda: int(inf), lambda: inf.as_integer_ratio(),
          lambda: nan.as_integer_ratio(), lambda: round(1.5e308, -308), lambda: 1.0 + "a", lambda: 1.0 < "a",
          lambda: pow(2.0, 1, 4), lambda: 1.5 & 1, lambda: round(1.5, "a"), lambda: 1.0 + 10**400):
    try:
        print(f())
    except (ZeroDivisionError, OverflowError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
class F(float):
    pass
print(F(1.5), F("2"), type(F(1) + 1).__name__, F(2.5) == 2.5, repr(F(3)), F.fromhex("0x1p3"),
      type(F.fromhex("0x1p3")).__name__, F(1).__sizeof__())
