# match with class patterns: __match_args__, keywords, built-in classes, nesting, and errors.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Circle:
    __match_args__ = ("center",)

    def __init__(self, center, radius):
        self.center, self.radius = center, radius


class Line:
    def __init__(self, *points):
        self.points = points

    @property
    def length(self):
        print("  length is asked for")
        return len(self.points)


def describe(shape):
    match shape:
        case Point(0, 0):
            return "origin"
        case Point(x, 0) | Point(0, x):
            return f"on an axis at {x}"
        case Point(x, y=y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "point"
        case Circle(Point(x=0), radius=r):
            return f"circle centered on the y axis, radius {r}"
        case Circle(center=Point(a, b) as center, radius=(1 | 2) as r):
            return f"small circle {a} {b} {center is shape.center} {r}"
        case Line(length=2, points=[Point(), Point(x, y)]):
            return f"line to {x} {y}"
        case Line(length=n):
            return f"line of {n}"
        case int(n) | float(n):
            return f"number {n}"
        case bool() | str(""):
            return "never for bool, but the empty text"
        case list([first, *_]) | tuple((first, *_)):
            return f"starts with {first!r}"
        case dict(d) | set(d):
            return f"{type(shape).__name__} of {len(d)}"
        case type(__name__=name):
            return f"class {name}"
        case object(missing_attribute=_):
            return "never"
    return "unknown"


shapes = [Point(0, 0), Point(5, 0), Point(0, 7), Point(3, 3), Point(1, 2), Circle(Point(0, 9), 4),
          Circle(Point(1, 1), 2),
          Circle(Point(1, 1), 3), Line(Point(1, 1), Point(2, 3)), Line(), 5, 2.5, True, "", "x", [1], ("t",), {}, {1},
          Line]
for shape in shapes:
    print(describe(shape))


def attempt(value, code):
    try:
        exec(f"match value:\n case {code}:\n  pass", {**globals(), "value": value})
    except TypeError as error:
        print(error)


attempt(Point(1, 2), "Point(1, 2, 3)")
attempt(Line(), "Line(1)")
attempt(Point(1, 2), "Point(1, x=1)")
attempt(5, "len()")
Point.__match_args__ = ["x"]
attempt(Point(1, 2), "Point(1)")
Point.__match_args__ = (1,)
attempt(Point(1, 2), "Point(1)")
