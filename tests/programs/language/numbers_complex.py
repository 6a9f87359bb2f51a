# Complex numbers: arithmetic, powers, texts, parsing, equality with the others, roots of a polynomial.
a, b = 3 + 4j, complex(1, -2)
print(a + b, a - b, a * b, a / b, -a, +b, abs(a), a.conjugate(), a.real, a.imag, a ** 2, a ** 0, a ** -1, a ** 0.5)
print(a + 1, 2 - a, a * 0.5, 1j * 1j, 1j ** 2, 2 ** 1j, (1 + 2j) ** 3, (0j) ** 0, complex(2) ** 10, 1 / 1j)
print(complex(), complex(5), complex("1+2j"), complex(" -3.5j "), complex("(1-1j)"), complex("inf"),
      complex("nan+infj"), complex(1j, 1j))
print(repr(1j), repr(-1j), repr(complex(0.0, -0.0)), repr(complex(-0.0, 1)), 1e20 + 1e-20j,
      complex(float("inf"), float("nan")), [2 + 0j])
print(a == 3 + 4j, 5 + 0j == 5, 5 + 0j == 5.0, a != b, 1j == 1, bool(0j), bool(1e-300j), hash(5 + 0j) == hash(5),
      {1: "x"}[1 + 0j], hash(1j))
print(f"{a:.2f}", f"{a:>12}|", f"{a:e}", format(1.5j, ".0f"), "%s" % a, str(a).strip("()"))


def roots(a, b, c):
    d = (b * b - 4 * a * c) ** 0.5
    return (-b + d) / (2 * a), (-b - d) / (2 * a)


def rounded(z, digits=6):
    z = complex(z)
    return complex(round(z.real, digits) + 0.0, round(z.imag, digits) + 0.0)


print([rounded(root) for root in roots(1, 2, 5)], roots(1, -3, 2))
turn = 1
for quarter in range(4):
    print(turn, end=" ")
    turn *= 1j
print()


def mandelbrot(c, limit=20):
    z = 0
    for n in range(limit):
        if abs(z) > 2:
            return n
        z = z * z + c
    return limit


for y in range(-2, 3):
    print("".join(" .:-=+*#%@"[min(9, mandelbrot(complex(x / 10, y / 2)) // 2)] for x in range(-20, 8)))
for text in ("1j / 0", "0j ** -1", "complex('1 + 2j')", "complex('x')", "complex('1', 2)", "complex(1, 'x')",
             "1j < 2j", "int(1j)", "float(1j)",
             "1j // 2", "1j % 2", "divmod(1j, 1)", "round(1j)", "complex([])", "pow(1j, 2, 3)", "format(1j, '05')",
             "abs(1e308 + 1e308j)", "1j & 1"):
    try:
        print(text, "->", eval(text))
    except (ArithmeticError, ValueError, TypeError) as error:
        print(text, "->", type(error).__name__, error)
