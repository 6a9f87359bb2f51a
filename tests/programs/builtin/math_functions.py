import math
print(math.pi, math.e, math.tau, math.inf, math.nan)
for f in (math.sqrt, math.exp, math.sin, math.atan, math.log, math.log2, math.log10, math.gamma, math.lgamma, math.erf,
          math.cbrt, math.degrees):
    print(f.__name__, f(2.5), f(1))
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.floor(7))
print(math.frexp(10.0), math.modf(-3.25), math.ldexp(0.5, 5), math.ulp(1.0), math.copysign(3, -0.0), math.fmod(-7, 3),
      math.remainder(7, 4))
print(math.hypot(3, 4), math.hypot(1, 1, 1), math.dist((1, 2), (4, 6)), math.isclose(0.1 + 0.2, 0.3),
      math.fsum([0.1] * 10), math.prod([2, 3, 7], start=2))
print(math.factorial(25), math.gcd(12, 18, 30), math.lcm(4, 6, 10), math.isqrt(10 ** 40 + 1), math.comb(52, 5),
      math.perm(10, 3), math.perm(5))
print(math.log(10 ** 400), math.log(8, 2), math.log2(2 ** 2000), math.pow(2, 0.5), math.nextafter(1, 2))
for bad in (lambda: math.sqrt(-1), lambda: math.exp(1000), lambda: math.log(0), lambda: math.factorial(-1),
            lambda: math.sqrt('x'),
            lambda: math.factorial(2.5), lambda: math.isqrt(-4), lambda: math.comb(-1, 2), lambda: math.acos(2),
            lambda: math.ldexp(1, 2.0),
            lambda: math.pow(0, -1), lambda: math.hypot('a'), lambda: math.atan2(1), lambda: math.floor('x'),
            lambda: math.trunc('x')):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
