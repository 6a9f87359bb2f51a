# The order in which sets are walked, which their table decides.
print({3, 1, 2}, {"a", "b", "c", "d"}, {100, 8, 16, 0, 1}, set(range(20, 0, -1)), {-1, -2, 1.5, 2**61, None is None})
s = set()
for i in range(40):
    s.add(i * 37 % 101)
    if i % 8 == 0: print(s)
for i in range(0, 101, 3): s.discard(i)
print(s, s.pop(), s.pop(), len(s))
s |= {i * i for i in range(30)}
print(s)
s &= set(range(0, 500, 4))
print(s)
s -= {4, 16}
print(s)
s ^= {0, 1, 2, 64}
print(s)
words = "one two three four five six seven eight nine ten".split()
print(set(words), frozenset(words[:4]), {*words, *words}, set("hello world"), set(words) - set("one"),
      set(words) & {"two", "ten"})
s = {0, 8}
s.discard(0)
s.add(16)
print(list(s))
s.update([24, 32, 40])
print(list(s), list(s.copy()), list(set(s)))
seed, log = 7, []
s = set()
for _ in range(600):
    seed = (seed * 1103515245 + 12345) % 2147483648
    (s.add if seed >> 12 & 3 else s.discard)((seed >> 16) % 60 * 8)
    log.append(hash(tuple(s)))
print(list(s), hash(tuple(log)))
print([s.pop() for _ in range(10)], list(s))
import sys
print([sys.getsizeof(set(range(n))) for n in (0, 1, 4, 5, 8, 18, 19, 30, 76, 77)],
      [sys.getsizeof({i for i in range(n)}) for n in (4, 5, 20, 80, 400)])
print(hash(frozenset()), hash(frozenset([1, 2, 3])), hash(frozenset("abc")), hash(frozenset([frozenset()])),
      hash(frozenset([1])) == hash(frozenset([1.0])))
