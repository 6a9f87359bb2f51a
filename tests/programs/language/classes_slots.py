# __slots__: no dict, inherited slots, defaults that clash, slots with a dict, and the descriptors behind them.
class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


class Point3(Point):
    __slots__ = ("z",)

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class Loose(Point):
    pass


class WithDict:
    __slots__ = ("fast", "__dict__")


class Private:
    __slots__ = ("__secret", "shown")

    def __init__(self):
        self.__secret = 42
        self.shown = self.__secret + 1


def attempt(action):
    try:
        print(action())
    except (AttributeError, ValueError, TypeError) as error:
        print(type(error).__name__, error)


p, q, loose, mixed = Point(1, 2), Point3(1, 2, 3), Loose(5, 6), WithDict()
print(p, q, q.z, hasattr(p, "__dict__"), hasattr(q, "__dict__"), hasattr(loose, "__dict__"))
attempt(lambda: setattr(p, "w", 1))
loose.extra = "in the dict"
mixed.fast, mixed.slow = 1, 2
print(vars(loose), vars(mixed), mixed.fast)
print(type(Point.x).__name__, Point.x.__get__(p), Point.x.__name__, Point.__slots__, Point3.__slots__)
Point.x.__set__(p, 100)
print(p)
del p.x
attempt(lambda: p.x)
attempt(lambda: delattr(p, "x"))
attempt(lambda: Point.x.__get__(5))
print([name for name in dir(Private()) if "secret" in name], Private().shown)
attempt(lambda: type("Clash", (), {"__slots__": ("a",), "a": 1}))
attempt(lambda: type("Bad", (), {"__slots__": ("not a name",)}))
attempt(lambda: type("Worse", (), {"__slots__": (1,)}))
attempt(lambda: type("Twice", (Point, type("Other", (), {"__slots__": ("o",)})), {}))
attempt(lambda: type("Many", (int,), {"__slots__": ("a",)})(5))
attempt(lambda: type("Long", (tuple,), {"__slots__": ("a",)}))


class One:
    __slots__ = "single"


class Empty:
    __slots__ = ()


one = One()
one.single = "a text is one slot"
attempt(lambda: one.single)
attempt(lambda: setattr(Empty(), "a", 1))
attempt(lambda: setattr(one, "__class__", Empty))
