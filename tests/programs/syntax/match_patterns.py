# Soft keywords and every kind of pattern.
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y

def look(value):
    match value:
        case 0 | -1 | 2 + 3j: return "number"
        case "a" "b" | None: return "literal"
        case [1, *rest, 9]: return ("ends", rest)
        case (a, b) if a == b: return ("pair", a)
        case {"k": v, **others}: return ("mapping", v, others)
        case Point(0, y=1 | 2 as y): return ("point", y)
        case str() as s: return ("str", s)
        case _: return "other"

match = case = _ = 1
print([look(v) for v in (0, 2 + 3j, "ab", None, [1, 5, 6, 9], (4, 4), {"k": 1, "z": 2}, Point(0, 2), "x", 7.5)], match,
      case)
