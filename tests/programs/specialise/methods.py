# Methods of instances with values, with dicts, without; of classes and of modules.
import math, types
from shown import watch, forms

def fresh():
    space = {}
    exec("def call(o): o.m()", space)
    return space["call"]
class A:
    def m(self): pass
class B(A): pass
class S:
    __slots__ = ()
    def m(self): pass
class Attr:
    def __init__(self): self.m = lambda: 0
class Shadow(A):
    def __init__(self): self.m = lambda: 0
class St:
    @staticmethod
    def m(): pass
class Cl:
    @classmethod
    def m(cls): pass
class Call:
    class m:
        pass
class GA:
    def __getattr__(self, n): return lambda: 0
class Pr:
    @property
    def m(self): return lambda: 0
class I(int):
    def m(self): pass
class L(list):
    def m(self): pass
class E(Exception):
    def m(self): pass
class Meta(type):
    def m(cls): pass
class M(metaclass=Meta): pass
class Meta2(type):
    m = property(lambda cls: lambda: 0)
class M2(metaclass=Meta2):
    def m(): pass
class C:
    def m(): pass
def dicted(o):
    o.__dict__
    return o
def other(o):
    o.__dict__ = {"z": 1}
    return o
def filled(o):
    o.a = 1
    return o
mod = types.ModuleType("m"); mod.m = lambda: 0
fun = lambda: 0
fun.m = lambda: 0
for name, o in dict(a=A(), b=B(), s=S(), attr=Attr(), shadow=Shadow(), st=St(), cl=Cl(), call=Call(), ga=GA(), pr=Pr(), i=I(), l=L(), e=E(),
                    edict=dicted(E()), meta=M, meta2=M2, c=C, stc=St, clc=Cl, callc=Call, dicted=dicted(A()), other=other(A()), filled=filled(A()), mod=mod, fun=fun).items():
    call = fresh()
    print(name)
    watch(call, "LOAD_METHOD", [(o,)] * 12)
    watch(call, "LOAD_METHOD", [(o,)] * 60)
    watch(call, "LOAD_METHOD", [(A(),)] * 120)
    print(forms(call))
call = fresh()
a = A()
watch(call, "LOAD_METHOD", [(a,)] * 10)
a.q = 1
watch(call, "LOAD_METHOD", [(a,)] * 60)
A.w = 1
watch(call, "LOAD_METHOD", [(a,)] * 60)
a.m = fun
watch(call, "LOAD_METHOD", [(a,)] * 60)
def up(s): return s.upper()
watch(up, "LOAD_METHOD", [("a",)] * 10)
watch(up, "LOAD_METHOD", [(b"a",)] * 100)
def sq(x): return math.sqrt(x)
watch(sq, "LOAD_METHOD", [(4,)] * 10)
def get(d): return d.get(1)
watch(get, "LOAD_METHOD", [({},)] * 10)
def sup():
    class P(A):
        def m(self): super().m()
    return P
P = sup()
p = P()
for n in range(20): p.m()
print(forms(P.m))
def gen():
    yield 1
def send(g): g.close()
watch(send, "LOAD_METHOD", [(gen(),)] * 10)
class M1(type):
    def m(cls): pass
class M2(type):
    m = 5
class M3(type):
    m = property(lambda c: fun)
class M4(type):
    def __getattribute__(cls, n): return type.__getattribute__(cls, n)
class M5(type):
    def __getattr__(cls, n): return fun
for meta in M1, M2, M3, M4, M5:
    class X(metaclass=meta):
        def m(self=1): pass
    print(meta.__name__)
    watch(fresh(), "LOAD_METHOD", [(X,)] * 9)
    class Y(metaclass=meta): pass
    watch(fresh(), "LOAD_METHOD", [(Y,)] * 9)
class P:
    def __init__(self): self.x = 1
class Q:
    def m(self): return self.x
changed = P(); changed.__class__ = Q
call = fresh()
watch(call, "LOAD_METHOD", [(changed,)] * 9)
changed.__dict__
watch(call, "LOAD_METHOD", [(changed,)] * 60)
def named(name):
    space = {}
    exec(f"def f(c):\n  try: c.{name}()\n  except Exception: pass", space)
    return space["f"]
for cls in object, type, int, dict, list, A:
    for name in "__setattr__", "__init__", "__sizeof__", "__new__", "__eq__", "__init_subclass__", "__dir__", "__call__", "mro", "fromkeys", "pop":
        print(cls.__name__, name)
        watch(named(name), "LOAD_METHOD", [(cls,)] * 9)
