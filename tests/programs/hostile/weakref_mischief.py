"""Weak references whose callbacks raise, resurrect, delete each other and look at what is dying."""
import gc, sys, weakref
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value)
class O:
    def __init__(self, n=0): self.n = n
    def __repr__(self): return f"O{self.n}"
o = O(1); order = []
refs = [weakref.ref(o, lambda r, n=n: order.append((n, r()))) for n in range(4)]
del refs[1]; del o; print(order)
o = O(2); r = weakref.ref(o, lambda r: 1 / 0); del o; print(r())
o = O(3)
a = weakref.ref(o, lambda r: holder.clear())
holder = [weakref.ref(o, lambda r: print("never"))]
del o
print(holder)
o = O(4)
b = weakref.ref(o, lambda r: print("first", holder.clear()))
holder = [weakref.ref(o, lambda r: print("second"))]
del o
print(holder)
class Del:
    def __repr__(self): return "Del"
    def __del__(self):
        self.ref = weakref.ref(self)
        print("in del", self.ref() is self, old())
d = Del(); old = weakref.ref(d); d2 = d; del d, d2; print(old())
class Back:
    def __repr__(self): return "Back"
    def __del__(self): saved.append(self)
saved = []
x = Back()
w = weakref.ref(x, lambda r: print("called"))
del x
print(w(), len(saved))
w2 = weakref.ref(saved[0])
print(w2() is saved[0])
o = O(5); p = weakref.proxy(o); print(p.n, p); del o
for text in ("p.n", "p.x = 1", "bool(p)", "p + 1", "len(p)", "p == p", "hash(p)", "p()", "for _ in p: pass",
             "isinstance(p, O)", "del p.n"):
    try: print(text, eval(text) if "=" not in text[2:4] and not text.startswith(("for", "del")) else exec(text))
    except Exception as error: print(text, type(error).__name__, error)
o1, o2 = O(1), O(1)
r1, r2 = weakref.ref(o1), weakref.ref(o2)
print(r1 == r2, r1 == weakref.ref(o1), r1 is weakref.ref(o1), hash(r1) == hash(o1))
h = hash(r1)
del o1
print(hash(r1) == h, r1 == r2)
try: hash(weakref.ref(O()))
except TypeError as error: print(error)
class Sub(weakref.ref):
    def __call__(self): return "sub"
    def __eq__(self, other): raise ValueError("eq")
    __hash__ = weakref.ref.__hash__
o = O(6); s = Sub(o); print(s(), s is Sub(o), weakref.getweakrefcount(o))
for bad in (5, "a", None, (), [], len, O().__init__):
    try: weakref.ref(bad); print("ok", type(bad).__name__)
    except TypeError as error: print(error)
for args in ((), (o, 1, 2), (o, 5)):
    try: print(type(weakref.ref(*args)).__name__)
    except TypeError as error: print(error)
wd = weakref.WeakValueDictionary(); keep = [O(n) for n in range(4)]
for v in keep: wd[v.n] = v
try:
    for k in wd: keep.clear(); wd[9] = O(9)
except RuntimeError as error: print(error)
v = None; print(len(wd), list(wd.items()))
wk = weakref.WeakKeyDictionary()
k = O(1)
wk[k] = k
del k
gc.collect()
print(len(wk))
ws = weakref.WeakSet([O(1)])
print(len(ws))
f = weakref.finalize(O(), print, "finalize")
print(f.alive)
f2 = weakref.finalize(saved[0], print, "at exit")
f2.atexit = True
m = weakref.WeakMethod(saved[0].__del__); print(m() is not None)
c1, c2 = O(1), O(2)
c1.o, c2.o = c2, c1
wc = weakref.ref(c1, lambda r: print("cycle callback", r()))
c1.w = weakref.ref(c2, lambda r: print("dies with the cycle"))
del c1, c2
gc.collect()
print(wc())
