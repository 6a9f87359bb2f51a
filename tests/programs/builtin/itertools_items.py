# Every iterator of itertools: items, ends, sizes.
from itertools import *
import sys
def show(name, it, n=8):
    out = []
    for x in it:
        out.append(x)
        if len(out) == n: break
    print(name, out)
show("accumulate", accumulate([1, 2, 3, 4]))
show("accumulate", accumulate([3, 1, 2], max))
show("accumulate", accumulate("abc", initial="z"))
show("accumulate", accumulate([], initial=5))
show("chain", chain("ab", [1], (), range(2))); show("chain", chain.from_iterable(["ab", "c"])); show("chain", chain())
show("combinations", combinations("abcd", 2))
show("combinations", combinations("ab", 3))
show("combinations", combinations("ab", 0))
show("cwr", combinations_with_replacement("abc", 2))
show("cwr", combinations_with_replacement("", 2))
show("cwr", combinations_with_replacement("", 0))
show("compress", compress("abcdef", [1, 0, 1, 0, 1]))
show("count", count())
show("count", count(2.5, 0.5))
show("count", count(sys.maxsize - 2))
show("count", count(10, -1))
show("count", count(step=True))
show("cycle", cycle("abc"))
show("cycle", cycle([]))
show("dropwhile", dropwhile(lambda x: x < 3, [1, 2, 3, 1]))
show("takewhile", takewhile(lambda x: x < 3, [1, 2, 3, 1]))
show("filterfalse", filterfalse(None, [0, 1, "", "a"]))
show("filterfalse", filterfalse(lambda x: x % 2, range(6)))
show("filterfalse", filterfalse(bool, [0, 1]))
for k, g in groupby("aabbbca"): print(k, list(g), end=" ")
print([(k, list(g)) for k, g in groupby(range(10), lambda x: x // 4)], [k for k, g in groupby("aab")],
      [list(g) for k, g in list(groupby("aab"))])
for a in ((5,), (2, 5), (1, 8, 3), (0, None), (None, None, 2), (2, None, 3), (3, 3)):
    show("islice", islice("abcdefghij", *a), 20)
show("pairwise", pairwise("abcd")); show("pairwise", pairwise("a")); show("pairwise", pairwise(""))
show("permutations", permutations("abc"))
show("permutations", permutations("abc", 2))
show("permutations", permutations("ab", 3))
show("permutations", permutations([], 0))
show("permutations", permutations("ab", 0))
show("product", product("ab", [1, 2]))
show("product", product("ab", repeat=2))
show("product", product())
show("product", product("ab", []))
show("product", product("ab", repeat=0))
show("repeat", repeat(7))
show("repeat", repeat(7, 2))
show("repeat", repeat(7, -3))
show("starmap", starmap(pow, [(2, 3), [3, 2]]))
show("zip_longest", zip_longest("abc", [1]))
show("zip_longest", zip_longest("a", [1, 2], fillvalue="-"))
show("zip_longest", zip_longest())
a, b = tee(iter("abc")); next(a); c = a.__copy__(); print(list(a), list(b), list(c), tee([], 0), tee(a, 1)[0] is a)
a, b, c = tee(range(200), 3); print(sum(a), sum(b), next(c), list(c)[-1])
for o in (accumulate([]), chain(), combinations("abc", 2), combinations_with_replacement("abc", 2), compress("", ""),
          count(), cycle(""), dropwhile(bool, ""), filterfalse(None, ""), groupby(""), islice("", 1), pairwise(""),
          permutations("abc", 2), product("ab", "c"), repeat(1), starmap(pow, []), takewhile(bool, ""), zip_longest(""),
          a, a.__reduce__()[2][0]):
    print(type(o).__name__, sys.getsizeof(o), o.__sizeof__(), type(o).__basicsize__, hasattr(o, "__length_hint__"),
          iter(o) is o if hasattr(o, "__iter__") else None)
