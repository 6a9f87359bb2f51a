# __prepare__, __new__, __init__, __call__, __init_subclass__, __set_name__, __class_getitem__ in order.
class M(type):
    @classmethod
    def __prepare__(m, name, bases, **kw): print('prepare', name, kw); return {}
    def __new__(m, name, bases, ns, **kw): print('new', name, list(ns)); return super().__new__(m, name, bases, ns)
    def __init__(c, name, bases, ns, **kw): print('init', name); super().__init__(name, bases, ns)
    def __call__(c, *a): print('call', a); return super().__call__(*a)
    def __instancecheck__(c, o): print('instancecheck'); return o == 1
    def __repr__(c): return f'<M {c.__name__}>'
class Base:
    def __init_subclass__(cls, **kw): print('subclass', cls.__name__, kw); super().__init_subclass__(**kw)
    def __class_getitem__(cls, k): return (cls.__name__, k)
class A(Base, metaclass=M, opt=1):
    def __init__(self, *a): print('A.init', a)
    def f(self): return __class__
a = A(1, 2)
print(a.f(), isinstance(1, A), isinstance(2, A), Base['k'], type(A))
class N(type): pass
try:
    class X(A, metaclass=N): pass
except TypeError as e: print(e)
class K:
    def __mro_entries__(self, bases): return (Base,)
class Y(K()): pass
print(Y.__bases__, len(Y.__orig_bases__))
