"""__del__ that resurrects, raises, deletes, recurses and runs in the middle of things."""
import gc, sys
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value,
                                     getattr(u.object, "__qualname__", u.object))
kept = []
class Back:
    def __del__(self):
        print("del", len(kept))
        kept.append(self)
b = Back(); del b; print("kept", len(kept)); kept.clear(); print("again", len(kept))
class Raising:
    def __del__(self): raise ValueError("in del")
Raising(); [Raising() for _ in range(2)]; x = (Raising(),); del x
class NoCall: __del__ = 5
NoCall(); print("after")
class Chain:
    def __init__(self, n): self.n, self.next = n, Chain(n - 1) if n else None
    def __del__(self): out.append(self.n)
out = []; c = Chain(50); del c; print(out[0], out[-1], len(out))
class Maker:
    count = 0
    def __del__(self):
        Maker.count += 1
        if Maker.count < 5: Maker()
Maker(); print(Maker.count)
class Cycle:
    def __init__(self): self.me = self
    def __del__(self): print("cycle del", hasattr(self, "me")); kept.append(self)
Cycle(); gc.collect(); print(len(kept)); kept.clear(); gc.collect(); print(len(kept), gc.garbage)
class Frame:
    def __del__(self): f = sys._getframe(1); print("from", f.f_code.co_name)
def function():
    local = Frame()
    return 1
function()
def raising():
    local = Frame()
    raise KeyError("out")
try: raising()
except KeyError: print("caught")
class Exc:
    def __del__(self):
        try: raise IndexError("inside")
        except IndexError: pass
def handled():
    try: raise KeyError("outer")
    except KeyError:
        Exc()
        return sys.exc_info()[0].__name__
print(handled())
class Delete:
    def __del__(self): d.clear(); l.clear()
d = {"a": Delete()}; l = [1]; d["a"] = 2; print(d, l)
l = [Delete(), 2]
d = {1: 2}
l[0] = 5
print(d, l)
l = [Delete(), 2]
l.pop(0)
print(l)
l = [Delete(), Delete(), 3]
del l[:2]
print(l)
s = {Delete()}; s.clear(); print(s)
class Attr:
    def __del__(self): print("attr", self.__dict__); self.__dict__ = {}; self.x = 1
a = Attr(); a.y = 2; a = None
class Super(Attr):
    def __del__(self): super().__del__(); print("sub")
Super()
class Weird:
    def __getattribute__(self, name): raise RuntimeError(name)
    def __del__(self): print("del of weird")
Weird()
def gen():
    try: yield 1
    finally: print("closed"); kept.append(g2())
def g2():
    try: yield 2
    finally: print("g2 closed")
g = gen(); next(g); del g; next(kept[0]); kept.clear()
last = Back(); print("end")
