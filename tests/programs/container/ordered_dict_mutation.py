# OrderedDicts that change while something walks them, that dict's own methods change, and whose keys interfere.
from collections import OrderedDict
import sys


def made(text="abcde"):
    return OrderedDict((c, i) for i, c in enumerate(text))


def walk(make, change, view=iter):
    d, out = make(), []
    it = view(d)
    try:
        for k in it:
            out.append(k)
            change(d, k)
            if len(out) > 8: break
    except (RuntimeError, KeyError) as e:
        out.append((type(e).__name__, e.args))
    try: out.append(next(iter(it), "end"))
    except (RuntimeError, KeyError) as e: out.append(e.args)
    print(out, OrderedDict.__len__(d))


for view in iter, reversed, OrderedDict.keys, OrderedDict.values, OrderedDict.items:
    walk(made, lambda d, k: d.pop("b", 0), view)
    walk(made, lambda d, k: d.update(z=1), view)
    walk(made, lambda d, k: d.update(a=7), view)
    walk(made, lambda d, k: d.move_to_end("a"), view)
    walk(made, lambda d, k: d.clear(), view)
    walk(made, lambda d, k: (d.pop("c"), d.update(c=1)), view)
    walk(made, lambda d, k: dict.pop(d, "c", 0), view)
    walk(made, lambda d, k: dict.__setitem__(d, "y", 0), view)
    walk(made, lambda d, k: (dict.pop(d, "c", 0), dict.__setitem__(d, "q" + str(k), 0)), view)
    walk(made, lambda d, k: dict.clear(d), view)
    walk(lambda: made("ab"), lambda d, k: [d.update({str(i): i}) for i in range(30)], view)
it = iter(made().items())
next(it)
print(it.__reduce__(), next(it), list(it), it.__reduce__(), list(it))
it = iter(made())
print(it.__reduce__(), it.__reduce_ex__(4), [*it], it.__reduce__())
it = reversed(made("abc").values())
print(next(it), it.__reduce__())
it = iter(made("ab").items())
pair = next(it)
print(sys.getrefcount(pair), pair is next(it))
del pair
it = iter(made("abc").items())
a = id(next(it))
print(a == id(next(it)) == id(next(it)))
for it in iter(made("abc").items()), iter(dict(made("abc")).items()):
    state = it.__reduce__()
    print([sys.getrefcount(p) for p in state[1][0]])
    print(next(it), state, [sys.getrefcount(p) for p in state[1][0]])
d = made()
it = iter(d)
next(it)
d["z"] = 1
for _ in range(2):
    try: print(next(it, "end"))
    except RuntimeError as e: print(e)


def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e.args)


# Behind its back: dict's methods know no list.
def behind(change):
    for ask in (repr, list, len, OrderedDict.copy, OrderedDict.popitem, lambda d: list(d.items()),
                lambda d: d == made("abde")):
        d = made()
        change(d)
        show(lambda: ask(d))
    for key in "acxn":
        for method in OrderedDict.pop, OrderedDict.move_to_end, OrderedDict.__delitem__, OrderedDict.setdefault:
            d = made()
            change(d)
            show(lambda: method(d, key))
            print(len(d), sys.getsizeof(d))
            d[key] = 5
            show(lambda: repr(d))
    d.clear()
    print(d, sys.getsizeof(d))


behind(lambda d: dict.__delitem__(d, "c"))
behind(lambda d: dict.__setitem__(d, "x", 1))
behind(dict.popitem)
behind(dict.clear)
behind(lambda d: dict.update(d, a=1, n=2))
behind(lambda d: (dict.pop(d, "a"), dict.pop(d, "b"), d.update(y=1, z=2)))
behind(lambda d: (dict.clear(d), dict.update(d, zip("nmlkjihg", range(8)))))


class K:
    calls = []
    action = None
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __repr__(self): return f"K{self.n}"
    def __eq__(self, other):
        K.calls.append((self.n, other.n, sys.getrefcount(self), sys.getrefcount(other)))
        if K.action: K.action()
        return self.n == other.n


def keys(n=4):
    return OrderedDict((K(i), i) for i in range(n))


def told(f):
    K.calls.clear()
    show(f)
    print(K.calls)


d = keys()
for f in (lambda: d[K(2)], lambda: d.pop(K(1)), d.popitem, lambda: d.move_to_end(K(0)), lambda: d.__setitem__(K(5), 1),
          lambda: keys(2) == keys(2), lambda: keys(3) == OrderedDict(reversed(keys(3).items())), lambda: repr(keys(3)),
          lambda: keys(3).copy(), lambda: d.setdefault(K(2)), lambda: d.__delitem__(K(9)), lambda: list(keys(3)),
          lambda: d.pop(K(7), 0), lambda: keys(9).popitem(False), lambda: list(keys(4).items())):
    told(f)
print(d)


class Once(K):
    def __eq__(self, other):
        if K.action: K.action = K.action()
        return self.n == other.n


# An __eq__ that adds a key.
d = keys(2)
K.action = lambda: d.__setitem__("new", 1)
show(lambda: d.pop(Once(1)))
K.action = None
print(d)
print(OrderedDict([(True, 1), (1, 2), (1.0, 3)]), OrderedDict.fromkeys([1, 2, 1]), OrderedDict({3: 1, 1: 2}))
big = OrderedDict.fromkeys(range(2000))
for i in range(0, 2000, 3): big.move_to_end(i)
for i in range(0, 2000, 5): big.pop(i)
print(len(big), list(big)[:5], list(big)[-5:], sum(big), list(reversed(big))[:3])
