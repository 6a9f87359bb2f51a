# Stability, keys, reversal, and what happens when a comparison misbehaves.
words = "the quick brown fox jumps over the lazy dog and then some more of it".split()
print(sorted(words), sorted(words, key=len), sorted(words, key=len, reverse=True))
print(sorted([(1, "b"), (0, "z"), (1, "a"), (0, "y")]), sorted([3.5, 1, 2.25, True]), sorted([2**70, -2**70, 5, 0]))
print(sorted(["é", "z", "a", "€", "\U0001f600"]), sorted([[2], [1, 5], [1]]), sorted([(1, None), (0, None)]),
      sorted([(), (1,), ()]))
print(sorted([float("nan"), 1.0, 0.0]), sorted("banana", key=str.upper), sorted({3: 1, 1: 2}),
      sorted([True, False, 2, -1]))
a = [3, 1, 2]
class Bad:
    def __init__(self, v): self.v = v
    def __lt__(self, other):
        a.append(1)
        return self.v < other.v
a = [Bad(3), Bad(1), Bad(2)]
try: a.sort()
except ValueError as e: print(e, [x.v for x in a])
seen = []
b = [3, 1, 2]
b.sort(key=lambda x: (seen.append(list(b)), x)[1])
print(seen, b)
c = [3, 1, "x", 2]
for kw in ({}, {"reverse": True}, {"key": lambda x: 1 / (x == 1)}, {"key": lambda x: -x}):
    try: c.sort(**kw)
    except Exception as e: print(type(e).__name__, e, c)
class Weird:
    def __lt__(self, other): return NotImplemented
try: [Weird(), Weird()].sort()
except TypeError as e: print(e)
class Str(str):
    def __lt__(self, other): return len(self) < len(other)
print(sorted([Str("ccc"), Str("a"), Str("bb")]), sorted(["x", Str("aaa"), "y"]))
print([].sort(), [1].sort(key=None), sorted([], key=len), sorted((2, 1), reverse=1))
