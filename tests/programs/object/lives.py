# Deep chains of objects, __class__ assignment, abstract classes, finalizers, dir and vars.
import sys
# deep dealloc
class N:
    __slots__ = ('next',)
    def __init__(s, n): s.next = n
h = None
for i in range(200000): h = N(h)
del h
l = []
for i in range(100000): l = [l]
del l
class D:
    def __init__(s, n): s.n = n
d = None
for i in range(100000): d = D(d)
del d
e = None
for i in range(100000):
    x = ValueError(); x.__context__ = e; e = x
del e, x
print('deep ok')
# class assignment
class A:
    def __init__(s): s.x = 1
class B:
    def f(s): return s.x
a = A(); a.__class__ = B; print(a.f(), a.__dict__, type(a))
class S1: __slots__ = ('a', 'b')
class S2: __slots__ = ('b', 'a')
class S3: __slots__ = ('a',)
s = S1(); s.a = 1; s.__class__ = S2; print(s.a)
try: s.__class__ = S3
except TypeError as ex: print(ex)
try: s.__class__ = A
except TypeError as ex: print(ex)
try: (1).__class__ = bool
except TypeError as ex: print(ex)
# abstract
class Abs: 
    __abstractmethods__ = frozenset({'f', 'g'})
try: Abs()
except TypeError as ex: print(ex)
Abs.__abstractmethods__ = {'f', 'g'}
try: Abs()
except TypeError as ex: print(ex)
Abs.__abstractmethods__ = {'f'}
try: Abs()
except TypeError as ex: print(ex)
Abs.__abstractmethods__ = ()
print(type(Abs()).__name__)
# del in exceptions; order
class F:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
def f():
    a = F('a'); b = F('b')
    c = [F('c1'), F('c2')]
    d = {'x': F('d1'), 'y': F('d2')}
    t = (F('t1'), F('t2'))
f()
x = F('x'); y = F('y'); x.o = y; del y; del x
o = F('o'); o.self = o; del o
import gc; print(gc.collect())
class G:
    def __del__(s): raise ValueError('in del')
# vars / dir / getattr
class V: 
    z = 5
    def __dir__(s): return ['b', 'a']
print(dir(V()), vars(V).keys() >= {'z'}, vars(a))
try: dir(type('X', (), {'__dir__': lambda s: 5})())
except TypeError as ex: print(ex)
try: vars(1)
except TypeError as ex: print(ex)
def h():
    q = 1; w = 2
    return dir(), sorted(locals())
print(h())
# instance dict replaced
a = A(); a.__dict__ = {'k': 1}; print(a.k, a.__dict__)
try: a.__dict__ = 5
except TypeError as ex: print(ex)
try: del a.__dict__
except TypeError as ex: print(ex)
print(a.__dict__)
for t in (int, str, list, dict, set, tuple, float, bool, bytes, type, object, range, slice, property, Exception):
    print(t.__name__, len(dir(t)), [n for n in dir(t)][-3:])
print(type.__call__(int, '5'), type.__call__(type, 1), type.__repr__(int), object.__repr__(5)[:15])
print((5).__class__, (5).__doc__[:10], int.__text_signature__, list.append.__text_signature__,
      object.__init__.__text_signature__, type.__text_signature__, dict.fromkeys.__text_signature__,
      len.__text_signature__)
