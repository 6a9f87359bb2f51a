# Tuples: what they share, hash, compare and say.
import sys
print(() is tuple(), tuple(()) is (), (1, 2)[:] is (1, 2)[:], () + (1,), (1,) * 3, (1, 2) * 0, (1, 2) + ())
t = (1, "a", None, (2.5, (True,)))
print(t, t[1], t[-1], t[1:3], t[::-1], t[::2], len(t), 2.5 in t[3], t.index("a"), t.count(None), t[:] is t, t * 1 is t,
      t + () is t)
print(hash(()), hash((1,)), hash((1, 2, 3)), hash((-1, -2)), hash(("a", 2.5)), hash(((), ((),))))
print((1, 2) < (1, 3), (1, 2) < (1, 2, 0), (1, 2) == (1, 2.0), (2,) > (1, 9), (1,) != (1,), (1, "a") == (1, "b"))
print([sys.getsizeof((0,) * n) for n in range(5)], (1,).__getnewargs__(), tuple("abc"), tuple(range(3)),
      tuple(x for x in "xy"))
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: (1,)[3], lambda: (1,)["a"], lambda: (1,) + [2], lambda: (1,).index(5), lambda: tuple(1),
          lambda: tuple(1, 2), lambda: tuple(a=1),
          lambda: (1,) < [1], lambda: hash(([],)), lambda: (1,) * 1.5, lambda: (1,)[1:2:0], lambda: (1,).count(),
          lambda: (1, "a") < (1, 2)):
    attempt(f)
class T(tuple):
    def __new__(cls, *items): return super().__new__(cls, items)
u = T(1, 2)
print(u, u == (1, 2), type(u[:]), type(u * 1), type(u + ()), u[:] is u, isinstance(u, tuple), hash(u) == hash((1, 2)))
loop = []
loop.append((loop,))
print(loop, (loop,))
try: t[0] = 1
except TypeError as e: print(e)
it = iter((1, 2, 3))
next(it)
print(it.__length_hint__(), it.__reduce__()[1:])
it.__setstate__(0)
print(list(it), it.__reduce__()[1:])
