# Special methods that must return certain types.
class R:
    def __init__(s, v): s.v = v
    def f(s, *a): return s.v
    __repr__ = __str__ = __len__ = __hash__ = __bool__ = __index__ = __int__ = __float__ = \
        __iter__ = __contains__ = __bytes__ = __format__ = __length_hint__ = f
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for v in (1, 'a', -1, 1.5, None, 10**30):
    r = R(v)
    for f in (repr, str, len, hash, bool, int, float, iter, bytes, format, list, range, hex, lambda r: 1 in r,
              lambda r: [0, 1][r], lambda r: f'{r}', lambda r: 'ab' * r, list.__len__):
        t(lambda: f(r))
class N:
    __iter__ = None; __contains__ = None; __hash__ = None
t(lambda: iter(N())); t(lambda: 1 in N()); t(lambda: hash(N()))
class I:
    def __init__(self): return 1
t(I)
class J:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 2
print(list(J()), 4 in J(), 5 in J(), list(reversed('abc')))
t(lambda: reversed(J()))
