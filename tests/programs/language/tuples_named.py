# Tuples: literals, methods, comparison, hashing, tuples as keys and records, named tuples.
from collections import namedtuple

empty, one, pair = (), (1,), (1, "two")
nested = 1, (2, [3]), *pair
print(empty, one, pair, nested, len(nested), nested[1][1][0], nested[-1], (5), (5,), tuple("ab"), tuple(range(3)),
      tuple(), empty is tuple())
print(pair + one, pair * 2, 2 in (1, 2), (1, 2, 2).count(2), (1, 2, 3).index(3), (1, 2) < (1, 3), (1,) < (1, 0),
      (2,) > (1, 9), (1, 2) == [1, 2])
nested[1][1].append("changed inside")
print(nested, hash((1, 2)) == hash((1, 2.0)), {(0, 0): "origin", (1, 0): "right"}[1, 0], max((3, "a"), (2, "z")),
      min([(1, 9), (1, 2)]))
swap = [1, 2, 3]
swap[0], swap[2] = swap[2], swap[0]
print(swap, [(i, c) for i, c in enumerate("xy")], dict([("k", (1, 2))]), sorted([(2, "b"), (1, "z"), (2, "a")]))


def statistics(values):
    return min(values), max(values), sum(values) / len(values)


low, high, mean = statistics([4, 8, 3])
print(low, high, mean, statistics((1,)))

Point = namedtuple("Point", "x y z", defaults=[0])
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2, 0), p._replace(z=9), p._asdict(), Point._fields, Point._make("abc"),
      Point._field_defaults)
x, *rest = p
print(x, rest, isinstance(p, tuple), p + (4,), hash(p) == hash((1, 2, 0)), {p: "point"}[1, 2, 0], "%s-%s-%s" % p)


class Segment(namedtuple("Segment", ["start", "end"])):
    __slots__ = ()

    @property
    def length(self):
        return sum((a - b) ** 2 for a, b in zip(self.start, self.end)) ** 0.5

    def __repr__(self):
        return f"{self.start} to {self.end}"


segment = Segment(Point(0, 0), Point(3, 4))
print(segment, segment.length, segment._replace(end=Point(6, 8)).length, Segment.__mro__[1].__name__)


class Pair(tuple):
    def __getitem__(self, index):
        return f"item {super().__getitem__(index)}"


print(Pair("ab")[0], *Pair("ab"), Pair("ab") == ("a", "b"), type(Pair("ab") + ("c",)).__name__)
for text in ("one[1]", "one['a']", "(1, 2).index(5)", "pair + [1]", "hash(nested)", "(1,) < ('a',)", "Point(1)",
             "Point(1, 2, 3, 4)", "p._replace(q=1)",
             "namedtuple('Bad', 'a class')", "namedtuple('Bad', 'a a')", "tuple(5)", "pair - one", "pair.append(1)"):
    try:
        print(text, "->", eval(text))
    except (IndexError, TypeError, ValueError, AttributeError) as error:
        print(text, "->", type(error).__name__, error)
try:
    pair[0] = 5
except TypeError as error:
    print(error)
try:
    p.x = 5
except AttributeError as error:
    print(error)
