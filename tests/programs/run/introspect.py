# Code, function, frame, method attributes.
import sys
def f(a, b: int = 2, *args, c=3, **kw) -> str:
    "doc"
    z = a
    return sys._getframe()
fr = f(1)
co = f.__code__
print(co.co_name, co.co_argcount, co.co_kwonlyargcount, co.co_varnames, co.co_names, co.co_consts, co.co_flags,
      co.co_stacksize, co.co_nlocals)
print(f.__annotations__, f.__defaults__, f.__kwdefaults__, f.__doc__, f.__name__, f.__module__, f.__dict__,
      f.__globals__ is globals())
print(fr.f_code is co, fr.f_locals, fr.f_lineno, fr.f_back.f_lineno, fr.f_lasti, fr.f_globals is globals())
print(list(co.co_lines()), list(co.co_positions())[:3], co.co_code.hex(), co.co_exceptiontable)
c2 = co.replace(co_name="g", co_consts=co.co_consts); print(c2.co_name, c2 == co, co == co.replace())
class C:
    def m(self): return self
    @classmethod
    def k(cls): return cls
    @staticmethod
    def s(): return "s"
c = C(); m = c.m
print(m.__self__ is c, m.__func__ is C.m, m == c.m, m is c.m, m.__name__, hash(m) == hash(c.m), C.k(), c.s())
f.extra = 1; print(f.__dict__, f.extra)
def tb():
    try: 1 / 0
    except ZeroDivisionError as e: return e.__traceback__
t = tb(); print(t.tb_lineno, t.tb_lasti, t.tb_next, t.tb_frame.f_code.co_name)
def back(): return sys._getframe(1).f_code.co_name
print(back(), sys.getrecursionlimit(), sys.byteorder, sys.version_info[:3], sys.version_info >= (3, 8), sys.maxsize,
      sys.hexversion, sys.version_info)
print(sys.getsizeof(0), sys.getsizeof(""), sys.getsizeof([]), sys.getsizeof({}), sys.getsizeof(()), sys.getsizeof(f),
      sys.getsizeof(co) > 100, sys.getsizeof(c), sys.getsizeof(fr), sys.getsizeof(1.5), sys.getsizeof(C))
print(repr(co)[:14], repr(f)[:12], repr(m)[:22], type(fr), type(t), type(co), type(m), type(len), type([].append),
      type(C.m))
g = (i for i in ()); print(repr(g)[:28], type(g), repr(C), repr(c)[:19])
import types_like
