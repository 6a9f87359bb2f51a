# property, classmethod, staticmethod, slots, __set_name__, __new__, metaclasses: corner cases.
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
# property corner cases
class P:
    def g(s): "gdoc"; return 1
    p = property(g)
    q = p.setter(lambda s, v: None)
    class SubP(property): pass
    r = SubP(g)
    @property
    def x(self): raise AttributeError('inner')
    def __getattr__(self, n): return 'hook ' + n
print(P.p.__doc__, P.q.__doc__, P.r.__doc__, P.p.fget is P.g, P().x)
print(P.p, type(P.p.fget)) if 0 else None
t(lambda: property().__get__(1))
t(lambda: P.p.__set_name__(1))
t(lambda: P.p.__isabstractmethod__)
t(lambda: property.__get__(P.p, None, P) is P.p)
class Q:
    pass
Q.late = property(lambda s: 1)
def st(o, n, v): setattr(o, n, v)
t(lambda: st(Q(), 'late', 1))
t(lambda: delattr(Q(), 'late'))
# classmethod / staticmethod
class C:
    @classmethod
    def cm(cls, *a): return cls.__name__, a
    @staticmethod
    def sm(*a): return a
    @classmethod
    @property
    def cp(cls): return cls.__name__
print(C.cm(1), C().cm(2), C.sm(1), C().sm(2), C.cp, C.__dict__['cm'].__func__.__name__, C.__dict__['sm'](5),
      C.__dict__['cm'].__wrapped__)if 0 else print(C.cm(1), C().cm(2), C.sm(1), C().sm(2), C.cp,
                                                   C.__dict__['cm'].__func__.__name__, C.__dict__['sm'](5))
t(lambda: C.__dict__['cm']())
t(lambda: classmethod(1).__get__(None, int))
t(lambda: classmethod(1).__get__(None, int)())
t(lambda: repr(staticmethod(1)))
t(lambda: repr(classmethod(len)))
print(sorted(C.__dict__['cm'].__dict__))
# method objects
m = C().cm
print(m.__self__, m.__func__.__name__, m == C.cm, hash(m) == hash(C.cm))
class E:
    def __eq__(s, o): return True
    def m(s): pass
e1, e2 = E(), E()
print(e1.m == e2.m, e1.m == e1.m, e1.m is e1.m)
# slots with inheritance
class S1: __slots__ = 'a'
class S2(S1): __slots__ = ('b', '__dict__')
class S3(S2): pass
s = S3()
s.a = 1
s.b = 2
s.c = 3
print(s.__dict__, s.a, s.b, S3.__slots__ if '__slots__' in S3.__dict__ else None, S3.__basicsize__)
t(lambda: type('X', (S1, S2), {}))
class M1: __slots__ = 'x'
class M2: __slots__ = 'y'
t(lambda: type('X', (M1, M2), {}))
class Priv: __slots__ = ('__p', '_q')
print([n for n in Priv.__dict__ if 'p' in n or 'q' in n and not n.startswith('__')])
# __set_name__ error
class Bad:
    def __set_name__(s, o, n): raise ValueError('x')
t(lambda: type('X', (), {'b': Bad()}))
try:
    class X: b = Bad()
except RuntimeError as e: print(repr(e.__cause__))
# __init_subclass__, __new__ implicit static
class I:
    def __init_subclass__(cls, /, x=0, **k): super().__init_subclass__(**k); cls.xx = x
class J(I, x=5): pass
print(J.xx); t(lambda: type('K', (I,), {}, y=1))
class NN:
    def __new__(cls, *a): print('new', a); return super().__new__(cls)
    def __init__(self, *a): print('init', a)
NN(1)
t(lambda: NN.__new__(int))
class Int(int):
    def __new__(cls, v): return int.__new__(cls, v + 1)
print(Int(5), type(Int(5)).__name__, Int(5) + 1)
class RetOther:
    def __new__(cls): return 5
    def __init__(self): print('never')
print(RetOther())
# __class__ cell, nonlocal
class Cell:
    def f(self): return __class__
    g = lambda self: __class__
print(Cell().f() is Cell, Cell().g() is Cell)
class Meta2(type):
    def __new__(m, n, b, d): return super().__new__(m, n, b, {k: v for k, v in d.items() if k != '__classcell__'})
try:
    class Y(metaclass=Meta2):
        def f(self): return super()
except RuntimeError as e: print(e)
class Meta3(type):
    def __new__(m, n, b, d): return 5
class Z(metaclass=Meta3): pass
print(Z)
t(lambda: type('A', (), {'__eq__': lambda a, b: 1})() in {1})
class H:
    def __eq__(s, o): return 1
print(H.__hash__)
t(lambda: hash(H()))
class H2(H):
    __hash__ = object.__hash__
print(isinstance(hash(H2()), int))
t(lambda: isinstance(1, (int, 'a')))
t(lambda: isinstance('', (int, 'a')))
class IC(type):
    def __subclasscheck__(c, s): return s is int
class ICC(metaclass=IC): pass
print(issubclass(int, ICC), issubclass(str, ICC))
# call with __call__
class Call:
    def __call__(self, *a, **k): return a, k
print(Call()(1, x=2)); Call.__call__ = lambda s: 'new'; print(Call()())
del Call.__call__
t(lambda: Call()())
t(lambda: callable(Call()))
# attributes error texts
t(lambda: (1).foo)
t(lambda: ''.foo)
t(lambda: None.foo)
t(lambda: int.foo)
t(lambda: t.foo)
t(lambda: len.foo)
t(lambda: [].append.foo)
t(lambda: setattr(1, 'foo', 1))
t(lambda: setattr(len, 'foo', 1))
t(lambda: delattr([], 'append'))
t(lambda: setattr([], 'append', 1))
t(lambda: getattr(1, 1))
t(lambda: setattr(1, 1, 1))
t(lambda: object().__class__.__name__); t(lambda: setattr(int, 'foo', 1)); t(lambda: delattr(int, '__add__'))
t(lambda: (1).real.__class__)
t(lambda: setattr((1), 'real', 5))
t(lambda: setattr(t, '__code__', 1))
t(lambda: setattr(t, '__name__', 1))
t(lambda: setattr(t, '__dict__', 1))
t(lambda: setattr(t, '__defaults__', 1))
import sys
t(lambda: sys.foo)
t(lambda: sys.__name__)
t(lambda: setattr(sys, 'foo', 1))
t(lambda: sys.foo)
t(lambda: delattr(sys, 'bar'))
mod = type(sys)('mymod', 'mydoc')
print(mod, mod.__doc__, mod.__dict__)
mod.__getattr__ = lambda n: n * 2
print(mod.zz)
t(lambda: type(sys)()); t(lambda: type(sys)(1))
