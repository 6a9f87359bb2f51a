# Formatting with %: each conversion, flags, stars, mappings, bytes, and the errors.
print("%s %r %a %d %i %u" % ("é", "é", "é", 5, -6, 7))
print("%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%c|%c" % (42, 42, 42, 42, 42, 255, 255, 255, 8, 8, 65, "z"))
print("%f|%.2f|%10.3f|%-10.1f|%+f|%e|%.1E|%g|%G|%#g" % (1.5,
      2 / 3, 3.14159, 2.5, 1, 12345.678, 0.00012, 1e-7, 1e20, 1.0))
print("%s|%5s|%-5s|%.2s|%5.1s|" % ("abc", "abc", "abc", "abc", "abc"))
print("%*d|%-*d|%.*f|%*.*f" % (6, 1, 6, 2, 3, 3.14159, 8, 2, 2.71828))
print("%(name)s is %(age)d and %(name)r" % {"name": "ann", "age": 30, "unused": 0})
print("100%% of %s" % "it", "%s" % (("a", "b"),), "%s" % [1, 2], "%s %s" % ("x", None), "no conversion" % ())
print("%d %d %d" % (3.99, True, -0.5), "%x" % 10 ** 1, "%d" % 10 ** 30, "%.3d|%8.4d" % (5, 5), "%s" % {"a": 1})
print(b"%s %d %a %b %c" % (b"raw", 5, "é", b"x", 65), bytearray(b"<%r>") % "q")


class Number:
    def __int__(self):
        return 7

    def __index__(self):
        return 8

    def __float__(self):
        return 9.5

    def __str__(self):
        return "ten"


print("%d %x %f %s %.1s" % ((Number(),) * 5))


class Lookup:
    def __getitem__(self, key):
        return f"value of {key}"


print("%(a)s, %(b c)s" % Lookup())
cases = [
    ("%d", "x"), ("%d %d", 1), ("%d", (1, 2)), ("%(a)s", {"b": 1}), ("%(a)s", 5), ("%q", 1), ("%", 1),
    ("%c", "ab"), ("%c", -1), ("%x", 1.5), ("%f", "1"), ("%s", ()), ("plain", 5), ("%(a", {}), ("%*d", ("w", 1)),
    ("%d", 1j),
    ("%.f", 2.5), ("%5%", ()),
]
for template, value in cases:
    try:
        print(template, "->", template % value)
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        print(template, "->", type(error).__name__, error)
