# repr of floats and reading them back.
for x in ([0.0, -0.0, 1.0, 0.1, 1 / 3, 1e16, 1e15, 123456789012345680.0, 1e22, 1e-4, 1e-5, 5e-324,
           1.7976931348623157e308, 2.5, 100.0, 1e100, 9007199254740993.0, 0.30000000000000004, float("inf"),
           float("-inf"), float("nan"), 1.5e300 * 1e10]):
    print(repr(x), str(x), x.hex(), f"{x!r:>10}")
for t in (["1", " 1.5\n", "-.5", "5.", "1e3", "1E-3", "inf", "-Infinity", "nan", "1_000.5", "١٢.٥", "1e400", "1e-400",
           b"2.5", "0x1"]):
    try:
        print(float(t), end=" ")
    except ValueError as e:
        print(e, end=" ")
print(float(), float(3), float("  7  "), float(True))
for a in [("x",), ("",), ("1__0",), ("1_",), ("1e",), (".",), (None,), ([],), (1, 2), (10**400,), ("1 2",), (b"x",)]:
    try:
        print(float(*a))
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
for h in (["0x1.8p1", "-0x.1p4", "0xap-2", "inf", "nan", "1.8", "0x1p-1074", "0x1.fffffffffffffp1023", "  0x1P+3 ",
           "0x1.00000000000008p0", "0x1.000000000000080001p0", "0x1.00000000000018p0", "x", "0x1p1024", "0x", "0x1p"]):
    try:
        print(float.fromhex(h), end=" ")
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
print()
