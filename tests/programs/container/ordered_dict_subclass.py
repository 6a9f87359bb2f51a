# Subclasses of OrderedDict: which methods are asked; attributes, weak references, copying, pickling hooks, cycles.
from collections import OrderedDict
import copy
import gc
import sys
import weakref


class Loud(OrderedDict):
    def __getitem__(self, key): print("get", key); return super().__getitem__(key)
    def __setitem__(self, key, value): print("set", key, value); super().__setitem__(key, value)
    def __delitem__(self, key): print("del", key); super().__delitem__(key)
    def __contains__(self, key): print("contains", key); return super().__contains__(key)
    def __missing__(self, key): print("missing", key); return key * 2
    def __iter__(self): print("iter"); return super().__iter__()
    def keys(self): print("keys"); return super().keys()
    def items(self): print("items"); return super().items()
    def pop(self, *a): print("pop", a); return super().pop(*a)
    def update(self, *a, **k): print("update", a, k); super().update(*a, **k)


d = Loud(a=1)
d.update({"b": 2}, c=3)
d.update(Loud(z=26))
print(d["q"], d.get("q"), d.setdefault("a"), d.setdefault("n", 14))
print(d.popitem(), OrderedDict.pop(d, "z"), d.pop("none", 0))
try: d.pop("none")
except KeyError as e: print("KeyError", e)
print(repr(d))
print(d.copy() == d, d == {"a": 1, "b": 2, "c": 3}, d | {"e": 5}, {"e": 5} | d)
print(OrderedDict(d), dict(d), {**d}, list(reversed(d)), Loud.fromkeys("xy"))
d |= [("i", 0)]
d.move_to_end("a")
print(list(d))
d.clear()
print(d)


class Default(OrderedDict):
    def __missing__(self, key): self[key] = []; return self[key]


d = Default()
d["x"].append(1)
d["y"].append(2)
d["x"].append(3)
print(d)


class Init(OrderedDict):
    def __init__(self, *a, **k): print("init", a, k); super().__init__(*a, **k); self.name = "n"


d = Init([(1, 2)])
print(d.__dict__, d.copy().__dict__, vars(OrderedDict(a=1)))
print(d.__reduce__()[:4], list(d.__reduce__()[4]), d.__reduce_ex__(2)[2])
for c in copy.copy(d), copy.deepcopy(d): print(c, type(c), c.name, c == d, c is d)

o = OrderedDict(a=[1])
o.attribute = 5
o.a = o
print(o.__dict__.keys(), o.attribute, o.__reduce__()[2].keys(), copy.copy(o).attribute)
print(copy.copy(o)["a"] is o["a"], copy.deepcopy(o)["a"] is o["a"])
o.__dict__ = {"z": 1}
print(o.z, vars(o), o.__getstate__())
del o.z
print(vars(o), o.__getstate__())
try: o.__dict__ = 5
except TypeError as e: print(e)


class Slots(OrderedDict):
    __slots__ = ("x", "y")


s = Slots(a=1)
s.x = 2
print(s.__getstate__(), s.__reduce__()[:4], copy.copy(s).x)
print(Slots.__basicsize__, sys.getsizeof(s), hasattr(s, "__dict__"))


class State(OrderedDict):
    def __getstate__(self): return "state"


print(State(a=1).__reduce__()[:4])

r = weakref.ref(s, lambda r: print("gone"))
print(r() is s)
del s
print(r())
class Key:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"Key({self.n})"
    def __del__(self): print("del", self.n)
d = OrderedDict((Key(i), Key(i + 10)) for i in range(4))
k = next(iter(d))
print(sys.getrefcount(k))
d.pop(k)
print(sys.getrefcount(k))
del k
print("popped")
d.popitem()
print("next")
del d[next(reversed(d))]
print("clear")
d.clear()
print("cleared", d)
d[Key(20)] = d
d["key"] = Key(21)
d.me = d
del d
print("collect")
gc.collect()
d = OrderedDict()
print(gc.is_tracked(d))
d[Key(30)] = 1
d[(1,)] = []
print([repr(x) for x in gc.get_referents(d)])
del d
it = iter(OrderedDict([(Key(40), Key(41)), (2, 3)]).items())
print(next(it))
print(next(it))
print(list(it))
print("end")


def meta():
    class M(type):
        @classmethod
        def __prepare__(cls, name, bases): return OrderedDict()
        def __new__(cls, name, bases, ns):
            print(type(ns).__name__, [k for k in ns if k[0] != "_"])
            return super().__new__(cls, name, bases, ns)
    class C(metaclass=M):
        b = 1
        a = 2
        def f(self): pass
    return type(C.__dict__), [k for k in C.__dict__ if k[0] != "_"]


print(meta())
