# Containers that grow and shrink: the size at each step at which it changes.
from sys import getsizeof as size
from collections import deque, defaultdict, OrderedDict


def steps(make, change, count):
    x, seen = make(), []
    seen.append((0, size(x)))
    for i in range(count):
        change(x, i)
        if size(x) != seen[-1][1]: seen.append((i + 1, size(x)))
    return seen


print("append", steps(list, list.append, 3000))
print("insert", steps(list, lambda x, i: x.insert(0, i), 300))
print("extend 1", steps(list, lambda x, i: x.extend([i]), 300))
print("extend 3", steps(list, lambda x, i: x.extend("abc"), 200))
print("extend iterator", steps(list, lambda x, i: x.extend(iter(range(5))), 100),
      steps(list, lambda x, i: x.extend(j for j in range(7)), 50))
print("+=", steps(list, lambda x, i: x.__iadd__((1, 2)), 100), steps(lambda: [1], lambda x, i: x.__imul__(2), 10))
print("slice", steps(list, lambda x, i: x.__setitem__(slice(1, 1), [1, 2, 3, 4]), 60),
      steps(list, lambda x, i: x.__setitem__(slice(None, None), range(i)), 40))
print("pop", steps(lambda: list(range(1000)), lambda x, i: x.pop(), 1000))
print("pop 0", steps(lambda: list(range(100)), lambda x, i: x.pop(0), 100))
print("del", steps(lambda: list(range(100)), lambda x, i: x.__delitem__(slice(0, 3)), 33),
      steps(lambda: list(range(50)), lambda x, i: x.__delitem__(-1), 50))
print("remove", steps(lambda: [1] * 60, lambda x, i: x.remove(1), 60),
      steps(lambda: list(range(20)), lambda x, i: x.clear() if i == 10 else x.append(i), 20))
print("list", [size(list(range(n))) for n in range(20)], [size(list(iter(range(n)))) for n in range(20)],
      [size([*range(n)]) for n in range(20)])
print("list", [size(list("x" * n)) for n in range(12)], [size(list((1,) * n)) for n in range(12)],
      [size([i for i in range(n)]) for n in range(30)])
print("list", [size([0] * n) for n in range(12)], [size([1, 2, 3][:n]) for n in range(4)], size([1, 2] + [3]),
      size([1].copy()), size([1, 2, 3, 4]), size(sorted(iter("hello"))), size("a b c".split()), size("a,b".split(",")))
print("unpack", [size([*a, *b]) for a in ("", "ab", (1, 2, 3)) for b in ("", "abcd", range(9))],
      [size(x) for _, *x in [range(9), "abc", "a"]])
print("bytearray", steps(bytearray, lambda x, i: x.append(i & 255), 1000),
      steps(bytearray, lambda x, i: x.extend(b"abc"), 100), steps(bytearray, lambda x, i: x.__iadd__(b"12345"), 60))
print("bytearray", steps(lambda: bytearray(300), lambda x, i: x.pop(), 300),
      steps(lambda: bytearray(300), lambda x, i: x.__delitem__(slice(0, 10)), 30),
      steps(bytearray, lambda x, i: x.insert(0, 1), 50))
print("bytearray", [size(bytearray(n)) for n in (0, 1, 10, 100)], [size(bytearray(b"x" * n)) for n in range(6)],
      size(bytearray(b"ab") + b"c"), size(bytearray(b"ab") * 3), size(bytearray(range(20))),
      size(bytearray("abc", "utf8")), size(bytearray(b"abcdef")[2:4]))
print("dict", steps(dict, lambda x, i: x.__setitem__(i, i), 3000))
print("dict str", steps(dict, lambda x, i: x.__setitem__(str(i), i), 3000))
print("dict mixed", steps(dict, lambda x, i: x.__setitem__(i if i == 7 else str(i), i), 40))
print("dict setdefault", steps(dict, lambda x, i: x.setdefault(str(i), i), 200),
      steps(dict, lambda x, i: x.update({i: 1, -i - 1: 2}), 100))
print("dict pop", steps(lambda: dict.fromkeys(range(200)), lambda x, i: x.pop(i), 200),
      steps(lambda: {1: 2, 3: 4}, lambda x, i: x.clear(), 2),
      steps(lambda: dict.fromkeys("abcdefghij"), lambda x, i: x.popitem(), 10))
print("dict churn", steps(dict, lambda x, i: (x.__setitem__(i, 0), x.pop(i - 3, 0)), 100),
      steps(dict, lambda x, i: (x.__setitem__(str(i), 0), x.pop(str(i - 6), 0)), 100))
print("dict made", [size(dict.fromkeys(range(n))) for n in (0, 1, 5, 6, 10, 11, 100)],
      [size({i: i for i in range(n)}) for n in (0, 1, 5, 6, 10, 11, 100)],
      [size(dict([(i, i) for i in range(n)])) for n in (0, 1, 5, 6, 10, 11, 100)])
print("dict made", [size(dict(dict.fromkeys(map(str, range(n))))) for n in (0, 1, 5, 6, 10, 11, 100)],
      [size({**dict.fromkeys(map(str, range(n)))}) for n in (0, 1, 5, 6, 10, 11, 100)],
      [size(dict.fromkeys(map(str, range(n))).copy()) for n in (0, 1, 5, 6, 10, 11, 100)])
print("dict made", [size(dict.fromkeys("abc") | dict.fromkeys(map(str, range(n)))) for n in (0, 1, 5, 6, 10, 11, 100)],
      size(dict(a=1, b=2)), size(dict(**{str(i): i for i in range(9)})), size(dict.fromkeys({1, 2, 3})),
      size(dict.fromkeys({1: 2})), size(dict(zip("abcdef", range(6)))))
print("set", steps(set, set.add, 3000))
print("set", steps(lambda: set(range(300)), lambda x, i: x.discard(i), 300),
      steps(set, lambda x, i: x.update((i, -i - 1)), 200), steps(set, lambda x, i: (x.add(i), x.discard(i - 3)), 200))
print("set", [size(set(range(n))) for n in range(25)], [size(frozenset(range(n))) for n in range(25)],
      [size(set(set(range(n)))) for n in range(25)], [size({*range(n)}) for n in range(25)],
      [size({i for i in range(n)}) for n in range(25)])
print("set", [size(set(range(n)) | set(range(5, 9))) for n in range(0, 50, 7)],
      [size(set(range(n)) & set(range(5, 90))) for n in range(0, 50, 7)],
      [size(set(range(n)) - set(range(5, 9))) for n in range(0, 50, 7)],
      [size(set(range(n)) ^ set(range(5, 9))) for n in range(0, 50, 7)], size(set(range(100)).copy()),
      size(set(dict.fromkeys(range(30)))))
print("deque", steps(deque, deque.append, 300), steps(deque, deque.appendleft, 300),
      steps(lambda: deque(range(300)), lambda x, i: x.popleft(), 300), size(deque(maxlen=3)),
      size(deque(range(100), 5)))
print("defaultdict", steps(lambda: defaultdict(int), lambda x, i: x[i], 100),
      steps(lambda: defaultdict(list), lambda x, i: x[str(i)], 100))
for kind in OrderedDict, type("Sub", (OrderedDict,), {}):
    print("ordered", steps(kind, lambda x, i: x.__setitem__(i, i), 1000),
          steps(kind, lambda x, i: x.__setitem__(str(i), i), 200))
    print("ordered", steps(lambda: kind.fromkeys(range(100)), lambda x, i: x.popitem(), 100),
          steps(lambda: kind.fromkeys("abcdef").copy(), kind.pop, 0))
print("split", [[size(x) for x in (t.split(), t.rsplit(), t.split(" "), t.rsplit(" "), t.split("b "), t.split("zz"),
                                   t.rsplit("\u0100"), t.split(None, 1), t.rsplit(" ", 2), t.split(" ", 30),
                                   t.splitlines())] for t in ("", "a", "a b c", "a b" * 30)])
print("split", [[size(x) for x in (t.split(), t.rsplit(), t.split(b" "), t.rsplit(b" "), t.split(b"b "), t.split(b"zz"),
                                   t.split(None, 1), t.rsplit(b" ", 2), t.split(b" ", 30), t.splitlines())]
                                   for t in (b"", b"a", bytearray(b"a b c"), b"a b" * 30)])
x = bytearray(b"abcdef")
del x[:2]
x.extend(b"gh")
del x[0]
print(x, size(x))
x += b"123456789"
del x[:12]
print(x, size(x))
del x[:]
print(x, size(x))
x.append(1)
print(x, size(x))
class S(str): pass
print(type(S("a").split("bb")[0]), type(S("abc").split("b ")[0]))
