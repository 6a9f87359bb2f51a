# enumerate, reversed, zip, map, filter, iter(f, sentinel), and walking by __getitem__.
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=2**63 - 1)), list(zip("abc", [1, 2])),
      list(zip()), list(map(pow, [2, 3], [3, 2])), list(filter(None, [0, 1, "", "x"])),
      list(filter(lambda x: x > 1, range(4))))
print(list(reversed("abc")), list(reversed((1, 2))), list(iter([3, 2, 0, 5].pop, 3)),
      list(iter(iter("abc").__next__, "c")), list(zip("ab", "cd", strict=True)), list(map(str, range(3))))
class Seq:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError
        return i * i
    def __len__(self): return self.n
print(list(Seq(4)), list(reversed(Seq(4))), 9 in Seq(4), tuple(Seq(2)), [*Seq(3)], max(Seq(5)),
      iter(Seq(3)).__length_hint__(), dict(enumerate(Seq(3))))
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: enumerate(), lambda: enumerate(1), lambda: enumerate([], 1, 2), lambda: enumerate([], x=1),
          lambda: enumerate(start=1), lambda: enumerate([], "a"), lambda: reversed(1), lambda: reversed({1}),
          lambda: reversed(), lambda: map(1), lambda: map(len, 1),
          lambda: list(map(len, [1])), lambda: filter(1), lambda: zip(1), lambda: zip(a=1),
          lambda: list(zip("ab", "a", strict=True)), lambda: list(zip("a", "ab", strict=True)),
          lambda: list(zip("ab", "ab", "a", strict=True)), lambda: list(zip("a", "a", "ab", strict=1)), lambda: iter(1),
          lambda: iter(1, 2), lambda: next(iter([])), lambda: iter(int, 1).__reduce__()[1]):
    attempt(f)
pairs = zip("ab", "cd"); first = next(pairs); print(first is next(pairs), first)
e = enumerate("abc"); ids = [next(e) for _ in range(3)]; print(ids, e.__reduce__()[1][1])
for it in (iter(Seq(3)), reversed(Seq(3))):
    next(it); print(it.__length_hint__(), it.__reduce__()[2]); it.__setstate__(0); print(list(it), it.__reduce__()[1:])
def stop(x): raise StopIteration if x == 2 else ValueError(x)
attempt(lambda: list(map(stop, [2])))
attempt(lambda: list(map(stop, [1])))
attempt(lambda: list(iter(lambda: stop(2), 0)))
m = map(lambda a, b: (a, b), "abc", iter("xy"))
print(list(m), next(m, "end"), map.__name__, list(map(None.__class__, [])))
class M(map): pass
print(next(M(str, [1])), isinstance(M(str, []), map), list(enumerate(iterable="q", start=1)),
      list(enumerate(start=3, iterable="r")))
