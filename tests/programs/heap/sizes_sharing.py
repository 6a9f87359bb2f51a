# Instances' dicts: split tables that share their keys, and when they stop sharing.
from sys import getsizeof as size


class A:
    def __init__(self, n):
        for i in range(n): setattr(self, f"n{i}", i)


print("by count", [(n, size(A(n).__dict__)) for n in range(35)])
class B:
    def __init__(self): self.a, self.b, self.c = 1, 2, 3
b = B()
print("three", size(b), size(b.__dict__), size(B().__dict__), size(vars(B()).copy()), size(dict(vars(B()))))
b.d = 4
print("fourth", size(b.__dict__), size(B().__dict__))
del b.a
print("deleted", size(b.__dict__), size(B().__dict__))
c = B()
c.__dict__[1] = 2
print("not a str", size(c.__dict__), size(B().__dict__))
c = B()
c.__dict__.update(x=1, y=2)
print("updated", size(c.__dict__), size(B().__dict__))
c = B()
vars(c).pop("b")
print("popped", size(c.__dict__))
c = B()
vars(c).popitem()
print("popitem", size(c.__dict__))
c = B()
vars(c).clear()
print("cleared", size(c.__dict__), vars(c))
c.z = 1
print("after it", size(c.__dict__))
c = B()
c.__dict__ = {"k": 1}
print("given", size(c.__dict__), size(c))
class C: pass
seen = []
for order in "abc", "acb", "bca", "xyz", "abcdefgh":
    o = C()
    for name in order: setattr(o, name, 1)
    seen.append((order, size(o.__dict__)))
print("orders", seen)
class D: pass
sizes = []
for i in range(40):
    o = D()
    setattr(o, f"only{i}", 1)
    sizes.append(size(o.__dict__))
print("each another", sizes)
class E:
    def __init__(self, **kw): self.__dict__.update(kw)
print("by update", size(E().__dict__), size(E(a=1).__dict__), size(E(a=1, b=2).__dict__),
      size(E(**{str(i): i for i in range(20)}).__dict__))
o = A(3)
before = size(o.__dict__)
for i in range(40):
    setattr(o, f"m{i}", 1)
    if size(o.__dict__) != before: print("grown", i, before := size(o.__dict__))
def f(): pass
print("function", size(f.__dict__)); f.x = 1; print(size(f.__dict__))
class F(Exception): pass
e = F()
e.x = 1
print("exception", size(e), size(e.__dict__))
class L(list): pass
x = L("abc")
x.name = 1
print("list", size(x), size(x.__dict__))
import types
n = types.SimpleNamespace(a=1, b=2)
print("namespace", size(n), size(n.__dict__))
m = types.ModuleType("m")
print("module", size(m), size(m.__dict__))
