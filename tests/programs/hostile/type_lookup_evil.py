"""Classes that change while their attributes are looked up."""
class Desc:
    def __get__(self, o, owner):
        for cls in (A, B):
            if "x" in cls.__dict__: del cls.x
        return "found once"
class A: x = Desc()
class B(A): pass
print(B().x, getattr(B(), "x", "gone"), getattr(A, "x", "gone"))
class SetSelf:
    def __set__(self, o, v): type(o).y = v
    def __get__(self, o, owner=None): return "data"
class C: y = SetSelf()
c = C(); c.y = 5; print(c.y, C.y); c.y = 6; print(c.y, C.__dict__["y"], c.__dict__)
class D:
    def __getattribute__(self, name):
        try: delattr(D, "z")
        except AttributeError: pass
        return object.__getattribute__(self, name)
    z = 1
try: print(D().z)
except AttributeError as e: print(e)
class E:
    def __getattr__(self, name):
        E.found = name
        del E.__getattr__
        return getattr(self, name, "no more")
print(E().q, E.found, hasattr(E(), "w"))
class Key(str):
    """A key of a class's namespace that strikes when it is compared."""
    armed = False
    def __hash__(self): return hash("victim")
    def __eq__(self, other):
        if Key.armed:
            Key.armed = False
            for n in range(50): setattr(F, f"extra{n}", n)
        return False
F = type("F", (), {Key("other"): 1})
Key.armed = True
try: print(F.victim)
except AttributeError as e: print(e)
print(len([n for n in vars(F) if n.startswith("extra")]))
class G: 
    def method(self): return "old"
    def swap(self):
        G.method = lambda self: "new"
        return self
g = G(); print(g.method(), g.swap().method(), [g.method() for G.method in (lambda s: 1, lambda s: 2)])
class H:
    def __len__(self):
        del H.__len__
        return 3
h = H(); print(len(h))
try: len(h)
except TypeError as e: print(e)
H.__len__ = lambda self: 7; print(len(h)); H.__bool__ = lambda self: False; print(bool(h), not h)
class I:
    def __iter__(self):
        I.__next__ = (lambda self: (_ for _ in ()).throw(StopIteration) if hasattr(self, "done")
                      else setattr(self, "done", 1))
        return self
print(list(I()))
