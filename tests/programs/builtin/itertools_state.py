# itertools: what copying and pickling see, texts, errors, subclasses.
from itertools import *
import sys
def rest(o): return list(islice(o, 6))
def again(o):
    f, args, *state = o.__reduce__()
    n = f(*args)
    if state and state[0] is not None: n.__setstate__(state[0])
    return n
def trip(make, steps=2):
    o = make()
    for i in range(steps): next(o, None)
    r = o.__reduce__()
    print(type(o).__name__, r[0].__name__,
          [x if isinstance(x, (int, str, tuple, type(None))) and "object" not in repr(x) else type(x).__name__
           for x in r[1]], r[2:] if "object" not in repr(r[2:]) and "iterator" not in repr(r[2:]) else len(r[2]))
    print(rest(again(o)))
for s in (0, 1, 2, 5):
    for m in (lambda: accumulate([1, 2, 3]), lambda: accumulate([1, 2], initial=3),
              lambda: accumulate([None, 1], lambda a, b: None), lambda: chain("ab", "cd"),
              lambda: combinations("abc", 2), lambda: combinations_with_replacement("ab", 2),
              lambda: compress("abcd", [1, 0, 1, 1]), lambda: count(3), lambda: count(1, 2), lambda: cycle("abc"),
              lambda: dropwhile(int, [1, 0, 2]), lambda: takewhile(int, [1, 2, 0, 3]),
              lambda: filterfalse(None, [0, "", 1, []]), lambda: islice("abcdef", 1, 5, 2),
              lambda: islice("abcdef", 1, None), lambda: permutations("abc"), lambda: product("ab", "cd"),
              lambda: product("ab", ""), lambda: repeat(1), lambda: repeat(1, 3),
              lambda: starmap(pow, [(1, 2), (2, 3), (3, 3)]), lambda: zip_longest("abc", "d"),
              lambda: tee("abcdefg")[0]):
        trip(m, s)
    g = groupby("aabbc")
    for i in range(s): next(g, None)
    print(len(g.__reduce__()), [(k, list(v)) for k, v in again(g)])
print(count(), count(5, 1), count(5, 2), count(1.5), count(10**30), repeat("x"), repeat("x", 3),
      repeat(times=2, object=1))
class C(count): pass
class R(repeat): pass
print(C(3), R(1, 2), C(1, 2))
g = groupby("aab")
k, v = next(g)
print(type(v).__name__, v.__reduce__()[0] is type(v))
next(g)
print(v.__reduce__())
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
t(accumulate)
t(accumulate, 1)
t(accumulate, [], k=1)
t(chain, k=1)
t(list, chain(1))
t(chain.from_iterable)
t(combinations, "ab")
t(combinations, "ab", -1)
t(combinations, "ab", "x")
t(combinations_with_replacement, "a", -1)
t(compress, 1, 2)
t(compress, [1])
t(count, "a")
t(count, 1, "b")
t(count, 1, 2, 3)
t(cycle)
t(cycle, 1)
t(cycle, "", k=1)
t(dropwhile, 1)
t(dropwhile, 1, 2)
t(list, dropwhile(1, [1]))
t(takewhile, 1, 2, 3)
t(filterfalse, None, [], k=1)
t(groupby)
t(groupby, 1)
t(list, groupby([1], 5))
t(islice, [])
t(islice, [], -1)
t(islice, [], "a")
t(islice, [], 1, -2)
t(islice, [], -1, 2)
t(islice, [], 1, 2, 0)
t(islice, [], 1, 2, "x")
t(islice, [], 1, 2, 3, 4)
t(islice, [], 1, k=2)
t(pairwise)
t(pairwise, 1)
t(permutations, "ab", -1)
t(permutations, "ab", "c")
t(permutations)
t(product, 1)
t(product, "a", repeat=-1)
t(product, "a", k=1)
t(product, "a", repeat="x")
t(repeat)
t(repeat, 1, "x")
t(repeat, 1, 2, 3)
t(repeat, k=1)
t(lambda: repeat(1).__length_hint__())
t(lambda: repeat(1, 5).__length_hint__())
t(starmap, 1)
t(list, starmap(pow, [1]))
t(tee)
t(tee, 1)
t(tee, [], -1)
t(tee, [], "x")
t(zip_longest, 1)
t(zip_longest, "", k=1)
t(zip_longest, "", fillvalue=1, k=2)
t(combinations("abc", 2).__setstate__, 1)
t(combinations("abc", 2).__setstate__, (1, "x"))
t(permutations("ab").__setstate__, 1)
t(permutations("ab").__setstate__, ((), ()))
t(product("ab").__setstate__, ())
t(chain().__setstate__, 1)
t(chain().__setstate__, (1,))
t(cycle("").__setstate__, (1,))
t(cycle("").__setstate__, 3)
t(groupby("").__setstate__, 1)
t(islice("", 1).__setstate__, "a")
t(tee("")[0].__setstate__, 1)
t(chain.__class_getitem__, int)
class G:
    def __init__(self): self.it, self.o = iter("abc"), None
    def __iter__(self): return self
    def __next__(self): return next(self.o)
h = G(); a, b = tee(h); h.o = a; t(next, a)
class K:
    def __init__(self, v): self.v = v
    def __eq__(self, o): raise ValueError("eq")
t(lambda: [list(g) for k, g in groupby([K(1), K(2)])])
print(sorted(n for n in dir(__import__("itertools")) if n[0] != "_" or n[1] != "_"), tee.__text_signature__,
      [c.__text_signature__
       for c in (accumulate, combinations, count, cycle, groupby, permutations, pairwise, starmap)])
import gc
class Node: pass
for make in (chain, cycle, tee, pairwise, accumulate, groupby, product, lambda x: islice(x, 3), lambda x: repeat(x),
             lambda x: zip_longest(x)):
    n = Node()
    n.items = [n]
    n.it = make(n.items)
    r = n.it
    r = next(iter(n.it), None) if make is not tee else None
    del n, r
    print(gc.collect() > 0, end=" ")
print([sys.getrefcount(x) for x in combinations(["x" * 3, 1.5], 1)])
