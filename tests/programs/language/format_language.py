# The formatting mini-language: fill, alignment, sign, width, grouping, precision, types, str.format fields.
for spec in ("5", "<5", ">5", "^5", "=5", "*^7", "+", " ", "-", "+05", "#b", "#o", "#X", "#010x", ",", "_", "_x", "c",
             "n", "e", ".2f", "%"):
    print(f"{spec:6}", format(65, spec), format(-65, spec) if spec != "c" else "", sep="|")
for spec in ("f", ".0f", ".3f", "e", ".2e", "E", "g", ".3g", "G", "%", ".1%", "", ".4", "012.3f", "+.1f", ",.2f",
             "_.1f", "#.0f", "<12", "^+12.2f"):
    print(f"{spec:8}", format(1234.5678, spec), format(-0.00001234, spec), sep="|")
for value in (float("inf"), float("-inf"), float("nan"), 0.0, -0.0, 1e16, 1e-5, 123456789.0):
    print([format(value, spec) for spec in ("", "f", "e", "g", "08.1f", "F", "z.1f")])
for spec in ("", "10", "<10", "^10", ">10", ".2", "*^10.3", "s"):
    print(repr(format("text", spec)), end=" ")
print()
print(format(3 + 4j, ".1f"), format(1j, ">8"), format(True, "d"), format(True), format(10 ** 20, ",d"))

print("{} {} {}".format(1, "two", 3.0), "{2} {0} {1} {0}".format("a", "b", "c"), "{x}-{y!r}".format(x=1, y="q"))
print("{0[1]} {0[0]} {1[key]} {2.real} {2.imag}".format([10, 20], {"key": "v"}, 3))
print("{:{}} {:{w}.{p}f}|".format("a", 5, 3.14159, w=8, p=2), "{{}} {{{}}}".format(1))
print("{0.__class__.__name__} {0!s:>5} {0!r:<5}|".format("x"))


class Missing(dict):
    def __missing__(self, key):
        return f"<{key}?>"


print("{a} {b}".format_map(Missing(a=1)))
for action in (lambda: "{} {1}".format(1, 2), lambda: "{}".format(), lambda: "{x}".format(), lambda: "{".format(1),
               lambda: "}".format(),
               lambda: "{0[}".format([1]), lambda: "{!x}".format(1), lambda: format(5, "s"), lambda: format("a", "d"),
               lambda: format(5, ".2d"), lambda: format("a", "+"), lambda: format(1.5, "d"), lambda: format(5, ",x"),
               lambda: format("a", "="), lambda: format(300, "5.2q"), lambda: format(-1, "c"),
               lambda: "{0.x}".format(1)):
    try:
        print(action())
    except (ValueError, IndexError, KeyError, TypeError, OverflowError, AttributeError) as error:
        print(type(error).__name__, error)
