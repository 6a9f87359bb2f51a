# Subclasses of tuple, set, frozenset and list: what the constructors give and how they refuse keywords; hashes of
# nested frozensets.
class T(tuple): pass
t = T((1, 2))
print(type(tuple(t)), tuple(t) is t, type(T(t)), T(t) is t, tuple((1,2)) is not None, type(t[:]), type(t + ()),
      type(t * 1), type(() + t))
for a in (frozenset(), frozenset([1]), frozenset([frozenset()]), frozenset([frozenset([1]), frozenset([2])]),
          frozenset([frozenset([frozenset([1, 2])]), 3]), frozenset(range(100))):
    print(hash(a), hash(frozenset(a)) == hash(a))
print(hash(frozenset([frozenset([i]) for i in range(10)])))
class S(set): pass
class SI(set):
    def __init__(self, x=(), *, k=1): set.__init__(self, x); self.k = k
class SN(set):
    def __new__(cls, *a, **k): return set.__new__(cls, *a)
class F(frozenset): pass
class FI(frozenset):
    def __init__(self, x=(), k=1): self.k = k
class FN(frozenset):
    def __new__(cls, x=(), k=1): return frozenset.__new__(cls, x)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for c in (set, S, SI, SN, frozenset, F, FI, FN):
    t(lambda: c(k=1))
    t(lambda: c([1], k=2))
    t(lambda: c(iterable=[1]))
    t(lambda: c([1],[2]))
    t(lambda: c(1))
    t(lambda: set.__init__(c(), k=1))
    t(lambda: c.__new__(c, [1], k=1))
t(lambda: set().__init__([1], k=1)); t(lambda: set().__init__([1], [2])); t(lambda: S().__init__(k=1))
class L(list): pass
class TI(tuple):
    def __init__(self, *a, **k): pass
class LI(list):
    def __init__(self, *a, **k): pass
class TN(tuple):
    def __new__(cls, *a, **k): return tuple.__new__(cls, *a)
for c in (list, L, LI, tuple, T, TI, TN):
    t(lambda: c(k=1))
    t(lambda: c([1], k=2))
    t(lambda: c([1],[2]))
    t(lambda: c(1))
    t(lambda: c.__new__(c, [1], k=1))
    t(lambda: c.__new__(c, [1], 2))
    t(lambda: c.__new__(c))
