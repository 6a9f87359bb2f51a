# Attributes: values inside the instance, dicts, slots, modules, descriptors, classes that change.
import math, sys, types
from shown import watch, forms

def fresh():
    space = {}
    exec("def get(o): return o.x\ndef put(o): o.x = 1", space)
    return space["get"], space["put"]
class Plain:
    def __init__(self): self.x = 1
class Slots:
    __slots__ = ("x", "y")
    def __init__(self): self.x = 1
class Prop:
    @property
    def x(self): return 1
    @x.setter
    def x(self, v): pass
class Class_:
    x = 1
class Method:
    def x(self): pass
class Static:
    @staticmethod
    def x(): pass
class Cls:
    @classmethod
    def x(cls): pass
class Desc:
    def __get__(self, o, t): return 1
class Described:
    x = Desc()
class GetAttr:
    def __getattr__(self, n): return 1
class GetAttribute:
    def __getattribute__(self, n): return 1
class SetAttr:
    x = 0
    def __setattr__(self, n, v): pass
class SubInt(int): pass
class Builtin:
    x = len
class Sub(Slots): pass
class Exc(Exception):
    x = 4
def filled(o):
    o.x = 5
    return o
def dicted(o):
    o.__dict__
    return o
def many(o):
    for i in range(40): setattr(o, f"a{i}", i)
    o.x = 1
    return o
def other(o):
    o.__dict__ = {"x": 1}
    return o
def strange(o):
    o.__dict__ = {1: 2, "x": 1}
    return o
module = types.ModuleType("m"); module.x = 1
hidden = types.ModuleType("h"); hidden.x = 1; hidden.__getattr__ = lambda n: 1
things = dict(plain=Plain(), slots=Slots(), prop=Prop(), cls_attr=Class_(), filled=filled(Class_()), method=Method(), static=Static(),
              classm=Cls(), described=Described(), getattr=GetAttr(), getattribute=GetAttribute(), setattr=SetAttr(), subint=filled(SubInt(3)),
              builtin=Builtin(), sub=Sub(), exc=Exc(), dicted=dicted(Plain()), many=many(Plain()), other=other(Plain()), strange=strange(Plain()),
              module=module, hidden=hidden, klass=Class_, function=filled(lambda: 0), namespace=types.SimpleNamespace(x=1), math=math)
for name, o in things.items():
    get, put = fresh()
    print(name)
    watch(get, "ATTR", [(o,)] * 12)
    watch(put, "ATTR", [(o,)] * 12)
    watch(get, "ATTR", [(o,)] * 60)
    watch(get, "ATTR", [(Plain(),)] * 120)
    watch(put, "ATTR", [(Plain(),)] * 120)
    watch(put, "ATTR", [(Slots(),)] * 120)
def kind(o): return o.__class__
watch(kind, "ATTR", [(1,)] * 12)
watch(kind, "ATTR", [("a",)] * 60)
get, put = fresh()
a = Plain()
watch(get, "ATTR", [(a,)] * 12)
Plain.y = 1
watch(get, "ATTR", [(a,)] * 60)
del a.x
watch(get, "ATTR", [(a,)] * 5)
a.x = 1
a.__dict__
watch(get, "ATTR", [(a,)] * 5)
a.z = 2
watch(get, "ATTR", [(a,)] * 60)
s = Slots()
get, put = fresh()
watch(get, "ATTR", [(s,)] * 10)
del s.x
watch(get, "ATTR", [(s,)] * 60)
watch(put, "ATTR", [(s,)] * 10)
Slots.z = 5
watch(put, "ATTR", [(s,)] * 60)
def mod(): return math.pi
watch(mod, "ATTR", [()] * 12)
math.extra = 1
watch(mod, "ATTR", [()] * 60)
math.pi = 3
watch(mod, "ATTR", [()] * 10)
del math.extra
watch(mod, "ATTR", [()] * 60)
def missing(o): return o.nothing
watch(missing, "ATTR", [(Plain(),)] * 12)
class Meta(type):
    x = 3
class WithMeta(metaclass=Meta): pass
get, put = fresh()
watch(get, "ATTR", [(WithMeta,)] * 12)
