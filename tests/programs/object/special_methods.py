# Special methods: lookup on the type, fallbacks, reflected and in-place forms, wrong results.
import sys
print(sys.getsizeof(int), sys.getsizeof(1), sys.getsizeof(()), sys.getsizeof(''), sys.getsizeof(len),
      sys.getsizeof(sys), sys.getsizeof(None), sys.getsizeof(Exception()), sys.getsizeof(object()))
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
# getattr hooks & errors in getattribute, special method lookup on type only
class A:
    def __getattribute__(self, n):
        if n == 'boom': raise KeyError(n)
        return object.__getattribute__(self, n)
    def __len__(self): return 3
a = A()
a.__dict__['__len__'] = lambda: 99
print(len(a))
t(lambda: a.boom)
t(lambda: hasattr(a, 'boom'))
t(lambda: getattr(a, 'boom', 1))
t(lambda: getattr(a, 'x', 1))
class D:
    def __delattr__(s, n): print('del', n)
    def __setattr__(s, n, v): print('set', n, v); object.__setattr__(s, n, v)
d = D(); d.q = 1; del d.q; print(d.q)
t(lambda: object.__setattr__(int, 'x', 1)); t(lambda: type.__setattr__(A, 'y', 1)); print(A.y)
t(lambda: object.__setattr__(A, 'z', 1)); t(lambda: object.__delattr__(A, 'y'))
# descriptors on metaclass
class Meta(type):
    @property
    def p(cls): return 'meta p ' + cls.__name__
    def m(cls): return 'meta m'
    data = 'meta data'
class B(metaclass=Meta):
    p = 5; m = 6; data = 'class data'
print(B.p, B.m, B.data); t(lambda: B().p); t(lambda: setattr(B, 'p', 1))
# iteration protocol fallbacks
class G:
    def __getitem__(s, i):
        if i >= 3: raise IndexError
        return i
print(list(G()), 2 in G(), 7 in G(), [*G()], tuple(G()), max(G()))
class It:
    def __iter__(s): return s
    n = 0
    def __next__(s):
        s.n += 1
        if s.n > 3: raise StopIteration
        return s.n
print(list(It()), sum(It()), list(zip(It(), G())))
class BadIter:
    def __iter__(s): return 5
t(lambda: list(BadIter())); t(lambda: [x for x in BadIter()])
class BadNext:
    def __iter__(s): return s
    __next__ = None
t(lambda: list(BadNext()))
# __contains__ None, __bool__ errors, __len__ negative, __index__ use
class L:
    def __len__(s): return -1
t(lambda: len(L())); t(lambda: bool(L())); 
class LB:
    def __len__(s): return 2**70
t(lambda: len(LB())); t(lambda: bool(LB()))
class Ix:
    def __index__(s): return 2
print([1, 2, 3][Ix()], 'abc'[Ix()], range(5)[Ix()], hex(Ix()), [0] * Ix(), [1, 2, 3, 4][Ix():],
      (1, 2, 3)[-Ix().__index__()], int(Ix()), float(Ix()), complex(Ix()))
# in place ops
class IP:
    def __init__(s): s.l = []
    def __iadd__(s, o): s.l.append(o); return s
    def __isub__(s, o): return NotImplemented
    def __sub__(s, o): return 'sub'
    def __imul__(s, o): return NotImplemented
x = IP(); x += 1; x += 2; print(x.l); x -= 1; print(x); x = IP()
def f(): 
    global x
    x *= 2
t(f)
l = [1]; m = l; l += (2, 3); print(m, l is m); l *= 2; print(m); tt = (1,); u = tt; tt += (2,); print(u, tt)
try: tt2 = ([],); tt2[0] += [1]
except TypeError as e: print(e, tt2)
s = {1}; s |= {2}; s &= {2, 3}; s ^= {5}; s -= {2}; print(s)
# pow with three args, divmod, rdivmod, round, abs, neg
class N:
    def __pow__(s, o, m=None): return ('pow', o, m)
    def __rpow__(s, o, m=None): return ('rpow', o, m)
    def __divmod__(s, o): return 'dm'
    def __rdivmod__(s, o): return 'rdm'
    def __round__(s, n=None): return ('round', n)
    def __abs__(s): return 'abs'
    def __neg__(s): return 'neg'
    def __pos__(s): return 'pos'
    def __invert__(s): return 'inv'
    def __matmul__(s, o): return 'mm'
    def __trunc__(s): return 1
    def __floor__(s): return 'floor'
n = N()
print(n ** 2, pow(n, 2, 3), 2 ** n, divmod(n, 1), divmod(1, n), round(n), round(n, 2), abs(n), -n, +n, ~n, n @ 1)
t(lambda: pow(2, n, 3)); t(lambda: 2 @ n)
# comparisons: reflected, total failure, chained
class Cmp:
    def __lt__(s, o): return 'lt'
    def __ge__(s, o): return NotImplemented
print(Cmp() < 1, 1 > Cmp())
t(lambda: Cmp() >= 1)
t(lambda: 1 <= Cmp())
t(lambda: Cmp() > Cmp())
t(lambda: 1 < 'a' < 2)
t(lambda: [] < ())
t(lambda: {} < {})
t(lambda: None < None)
t(lambda: 1j < 2)
# copy protocol
t(lambda: object().__reduce_ex__('a')); t(lambda: A().__getstate__()); t(lambda: object().__getstate__())
t(lambda: object().__format__('x'))
t(lambda: format(object(), 'x'))
t(lambda: f'{object():x}')
t(lambda: format(1, 5))
t(lambda: object().__format__(5))
t(lambda: object().__init_subclass__())
t(lambda: object.__subclasshook__(1))
t(lambda: object().__dir__()[:0])
t(lambda: object.__init_subclass__(x=1))
t(lambda: type.__prepare__())
t(lambda: type.__prepare__(1, 2, x=3))
t(lambda: int.__instancecheck__(True))
t(lambda: int.__subclasscheck__(bool))
t(lambda: type.__instancecheck__(1, 2))
t(lambda: int.mro())
t(lambda: int.__sizeof__(5))
t(lambda: int.__dir__(5)[:0])
t(lambda: print.__self__)
t(lambda: print.__reduce__())
t(lambda: [].append.__reduce__()[1][1])
t(lambda: len.__hash__() == hash(len))
t(lambda: len == len)
t(lambda: [].append == [].append)
t(lambda: print.__text_signature__)
