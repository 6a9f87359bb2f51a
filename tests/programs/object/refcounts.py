# Refcounts inside special methods show how each is called: compared by the steps test.
import sys
class RC:
    def __getattr__(self, n): return type(self)
    def __getattribute__(self, n):
        type(self)
        return object.__getattribute__(self, n)
    def __setattr__(self, n, v): type(self); type(v); object.__setattr__(self, n, v)
    def __delattr__(self, n): type(self); object.__delattr__(self, n)
    def __getitem__(self, i): return type(self), type(i)
    def __setitem__(self, i, v): type(self); type(v); type(i)
    def __delitem__(self, i): type(self)
    def __contains__(self, i): return type(self) and type(i)
    def __iadd__(self, o): type(self); type(o); return self
    def __sub__(self, o): type(self); return NotImplemented
    def __rsub__(self, o): type(self); type(o); return 1
    def __lt__(self, o): type(self); type(o); return 1
    def __gt__(self, o): type(self); type(o); return True
    def __hash__(self): type(self); return 5
    def __index__(self): type(self); return 0
    def __int__(self): type(self); return 0
    def __float__(self): type(self); return 0.0
    def __complex__(self): type(self); return 0j
    def __bytes__(self): type(self); return b''
    def __bool__(self): type(self); return True
    def __call__(self, *a, **k): type(self); type(a); type(k); return a
    def __iter__(self): type(self); return self
    def __next__(self): type(self); raise StopIteration
    def __enter__(self): type(self); return self
    def __exit__(self, *a): type(self); type(a)
    def __format__(self, s): type(self); return ''
    def __reversed__(self): type(self); return self
    def __round__(self, n=None): type(self); return 1
    def __dir__(self): type(self); return []
    def __sizeof__(self): type(self); return 1
    def __instancecheck__(self, o): type(self); type(o); return 1
    def __length_hint__(self): type(self); return 1
    def __pow__(self, o, m=None): type(self); type(o); return 1
    def __divmod__(self, o): type(self); type(o); return 1
    def __neg__(self): type(self); return 1
    def __get__(self, o, t): type(self); type(o); type(t); return 1
    def __set__(self, o, v): type(self); type(o); type(v)
    def __set_name__(self, o, n): type(self); type(o)
    def __fspath__(self): return type(self)
    def __missing__(self): pass
r = RC(); o = [1]; q = RC()
r.zz; r.o = o; r.o; del r.o; r[o]; r[o] = o; del r[o]; o in r; r += o; o - r; r < o; o < r; r < q; hash(r); [0][r]
int(r)
float(r)
complex(r)
bytes(r)
bool(r)
not r
r(o)
r(o, x=o)
r(*[o], **{'x': o})
iter(r)
next(r, 1)
list(r)
[*r]
len
with r: pass
format(r)
f'{r:x}'
reversed(r)
round(r)
round(r, 1)
dir(r)
sys.getsizeof(r)
isinstance(o, r)
r ** o
pow(r, o)
divmod(r, o)
-r
for x in r: pass
{r: 1}
{r}
{r: 1}[r]
setattr(r, 'a', o)
getattr(r, 'a')
hasattr(r, 'b')
delattr(r, 'a')
max(r, q)
sorted([r, q])
[r].index(r)
[q].count(r)
r == q
r in [q]
class H:
    d = RC()
h = H(); h.d; h.d = o; H.d
class I(RC):
    def __init__(self, *a, **k): type(self); type(a); type(k)
    def __new__(cls, *a, **k): type(a); type(k); return super().__new__(cls)
    def __init_subclass__(cls, **k): type(cls)
    def __class_getitem__(cls, k): return type(k)
i = I(o, x=o); I[o]; I.__call__(i, o); super(I, i).__call__(o); type.__call__(I, o)
class J(I, x=1): pass
del r, q, h, i
m = RC().__call__; m(o); del m
class P:
    @property
    def p(self): type(self); return 1
    @p.setter
    def p(self, v): type(self); type(v)
    @p.deleter
    def p(self): type(self)
    @classmethod
    def c(cls, x): type(x)
    @staticmethod
    def s(x): type(x)
p = P(); p.p; p.p = o; del p.p; p.c(o); P.c(o); p.s(o); P.s(o); f = p.c; f(o)
list(map(lambda x: type(x), [o]))
list(filter(lambda x: type(x), [o]))
sorted([o, o], key=lambda x: type(x) and 1)
min([o], key=lambda x: type(x) and 1)
import weakref
w = weakref.ref(p, lambda x: type(x)); del p
def gen(x):
    type(x); yield x; type(x)
g = gen(o); next(g); next(g, None); list(gen(o)); [y for y in gen(o)];
try: raise KeyError(o)
except KeyError as e: type(e); type(e.args)
try:
    raise ValueError(o) from KeyError(o)
except* ValueError as e: type(e); type(e.exceptions)
def deco(f): type(f); return f
@deco
def dd(a, b=o, *c, d=o, **e): type(a); type(b); type(c); type(d); type(e)
dd(o); dd(o, o, o, d=o, z=o)
@deco
class DC: pass
exec('type(o)'); eval('type(o)')
