# Conversions: str, repr, format, bytes, int, float, complex, round, trunc, floor, bool, and bad results.
import math


class Meters:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Meters({self.value!r})"

    def __str__(self):
        return f"{self.value}m"

    def __format__(self, spec):
        if spec.endswith("km"):
            return format(self.value / 1000, spec[:-2]) + "km"
        return format(str(self), spec)

    def __bytes__(self):
        return str(self).encode()

    def __int__(self):
        return int(self.value)

    def __float__(self):
        return float(self.value)

    def __complex__(self):
        return complex(self.value, 1)

    def __round__(self, digits=None):
        return Meters(round(self.value, digits))

    def __trunc__(self):
        return "truncated"

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceiling"

    def __bool__(self):
        return self.value != 0

    def __hash__(self):
        return 12345678901234567890


m = Meters(1234.5678)
print(m, repr(m), [m], f"{m}", f"{m!r}", f"{m:>12}|", f"{m:.1fkm}", f"{m!s:.4}", "%s %r" % (m, m),
      "{0:.2fkm}".format(m))
print(bytes(m), int(m), float(m), complex(m), round(m), round(m, 1), math.trunc(m), math.floor(m), math.ceil(m))
print(bool(m), bool(Meters(0)), not m, hash(m) == hash(12345678901234567890), math.sqrt(Meters(16)), "%d %.1f" % (m, m))


def wrong(name, value):
    return type("Wrong", (), {name: lambda self, *args: value})()


for action in (lambda: str(wrong("__str__", 5)), lambda: repr(wrong("__repr__", None)),
               lambda: format(wrong("__format__", 1)),
               lambda: int(wrong("__int__", "1")), lambda: float(wrong("__float__", 1)),
               lambda: bool(wrong("__bool__", 2)),
               lambda: hash(wrong("__hash__", "x")), lambda: len(wrong("__len__", 1.5)),
               lambda: bytes(wrong("__bytes__", "s")),
               lambda: iter(wrong("__iter__", 3)), lambda: complex(wrong("__complex__", 1)), lambda: int(object()),
               lambda: format(object(), "x"), lambda: range(wrong("__index__", 1.0)), lambda: dir(wrong("__dir__", 5))):
    try:
        print(action())
    except TypeError as error:
        print(error)
print(repr(wrong("__str__", "only str"))[:25], str(wrong("__repr__", "only repr")))
