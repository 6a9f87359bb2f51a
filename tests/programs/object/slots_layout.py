# Sizes and offsets of classes, and their flags.
class C: pass
class L(list): pass
class T(tuple): pass
class I(int): pass
class D(dict): pass
class S: __slots__ = ('a', 'b')
class SD: __slots__ = ('a', '__dict__')
class SW: __slots__ = ('a', '__weakref__')
class C2(C): __slots__ = ('x',)
class M(type): pass
class E(Exception): pass
class St(str): pass
class F(float): pass
skip = 0x80000  # whether lookups have been cached
for t in (C, L, T, I, D, S, SD, SW, C2, M, E, St, F, object, type, int, str, list, dict, tuple, Exception, OSError,
          StopIteration, SyntaxError,
          property, super, classmethod, staticmethod, ExceptionGroup, UnicodeDecodeError, type(None), type(len),
          type([].append), type(int.__add__)):
    print(t.__name__, t.__basicsize__, t.__itemsize__, t.__dictoffset__, t.__weakrefoffset__, hex(t.__flags__ & ~skip))
print(list(C.__dict__), list(S.__dict__), list(SD.__dict__), list(SW.__dict__), list(T.__dict__))
import sys
print(sys.getsizeof(C), sys.getsizeof(S), sys.getsizeof(C()), sys.getsizeof(S()), sys.getsizeof(L()),
      sys.getsizeof(T((1,))))
s = S()
for code in ('s.a', 'del s.a', 's.c = 1', 's.__dict__'):
    try: exec(code)
    except AttributeError as e: print(e)
s.a = 3; print(s.a, S.a, type(S.a))
