# complex.
z = 3 + 4j
print(z, repr(-z), z.real, z.imag, abs(z), z.conjugate(), z + 1, z - 2.5, z * 1j, z / (1 - 1j), z**2, z**-1, z**0.5,
      2**z, z == 3 + 4j, z != 3, 3 + 0j == 3, hash(z), hash(3 + 0j), bool(0j), +z, 1j * 1j, -0j, complex(-0.0, -0.0),
      0j, 1e20j, complex(float("inf"), float("nan")))
print(complex(), complex(1), complex(1, 2), complex("1+2j"), complex(" ( -1.5e3 - j ) ".replace(" ", "")), complex("j"),
      complex("-2.5"), complex(imag=3), complex(1j, 1j), complex(real=2.5), complex("1_0+2j"), complex("nan+infj"))
print(f"{z}", f"{z:.2f}", f"{z:>12}|", f"{1j:g}", f"{z:+.1e}")
for f in (lambda: z / 0, lambda: 0j**-1, lambda: z < 1j, lambda: z % 2, lambda: z // 2, lambda: int(z),
          lambda: float(z), lambda: complex("x"), lambda: complex("1", 2), lambda: complex(1, "2"), lambda: complex([]),
          lambda: complex(1, []), lambda: f"{z:05}", lambda: f"{z:d}", lambda: pow(z, 1, 2), lambda: complex("1+2"),
          lambda: complex("")):
    try:
        print(f())
    except (ZeroDivisionError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
