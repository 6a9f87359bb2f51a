# Methods and operators of sets, and what they say when they fail.
a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a <= b, a < {1, 2, 3, 4}, a >= {1}, a > a, a == {3, 2, 1}, a != b, a.isdisjoint({9}),
      a.issubset(range(5)), a.issuperset([1]))
print(a.union([7], "x"), a.intersection([1, 2], {2}), a.difference([1], {2}), a.symmetric_difference([1, 9]), a.copy(),
      a.union(), a.intersection(), a.difference())
a.update([10], {11: 0})
a.intersection_update({1, 10, 11})
a.difference_update([1])
a.symmetric_difference_update({11: 0, 12: 0})
print(a, a.add(5), a.discard(77), a.remove(5), a)
f = frozenset([1, 2])
print(f, f | {3}, {3} | f, type(f | {3}), type({3} | f), f == {1, 2}, {f: 1}[frozenset([2, 1])], f.copy() is f,
      frozenset(f) is f, {f} == {frozenset([1, 2])})
print({1, 2} in {frozenset([1, 2])}, set(), {*()}, repr(set([()])), {1} < {1, 2} < {1, 2, 3}, bool(set()),
      len({1, 1.0, True}))
def attempt(g):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
for g in (lambda: set().pop(), lambda: {1}.remove(2), lambda: {1}.remove((1, 2)), lambda: {[]}, lambda: {1}.add([]),
          lambda: [] in {1}, lambda: {1} | [1], lambda: {1} < [1], lambda: hash(set()),
          lambda: set(1), lambda: set(1, 2), lambda: set(a=1), lambda: frozenset(1, 2), lambda: {1}.union(3),
          lambda: {1}.isdisjoint(3), lambda: {1} - 2, lambda: {1}[0], lambda: {1}.remove({2}),
          lambda: frozenset().add(1)):
    attempt(g)
def gen():
    for i in range(5): print("give", i); yield i
print({0, 1}.intersection(gen()), {0, 1}.issuperset(gen()), {0, 1}.isdisjoint(gen()))
class S(set):
    def __repr__(self): return "S" + super().__repr__()
s = S([1]); print(s, type(s | {2}), type(s.copy()), s == {1}, S.__mro__[1])
s = {1, 2, 3}
try:
    for x in s: s.add(x + 10)
except RuntimeError as e: print(e)
it = iter({1, 2, 3}); next(it); print(it.__length_hint__(), it.__reduce__()[1:], list(it), {1}.__reduce__())
class E:
    def __init__(self, n): self.n = n
    def __hash__(self): return 5
    def __eq__(self, o): log.append((self.n, o.n)); return self.n == o.n
log = []; s = {E(1), E(2), E(1)}; print(len(s), E(2) in s, s == {E(2), E(1)}, log)
x = frozenset([frozenset([1])]); l = [x]; print(l, [{1}], {(1,): {2}})
