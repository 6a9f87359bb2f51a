# Weak references, proxies, callbacks, finalizers.
import weakref
class C:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
    def hello(self): return f'hello {self.n}'
c = C(1)
r = weakref.ref(c)
r2 = weakref.ref(c)
p = weakref.proxy(c)
rc = weakref.ref(c, lambda x: print('callback', x is rc, x()))
print(r is r2, r() is c, p.hello(), weakref.getweakrefcount(c), r == rc, hash(r) == hash(c))
p.extra = 5; print(c.extra)
del c
print(r(), r2() is None)
for e in ('p.x', 'weakref.ref(1)', 'hash(p)', 'weakref.ref()', 'p + 1', 'weakref.ref(C, 1, 2)'):
    try: eval(e)
    except Exception as ex: print(type(ex).__name__, ex)
class Revive:
    keep = None
    def __del__(self): print('revive'); Revive.keep = self
x = Revive(); del x
print(type(Revive.keep).__name__); Revive.keep = None
a = C('cycle'); a.me = a; del a
import gc; gc.collect()
