"""The collector is called from everywhere, and what it knows is looked at and changed."""
import gc, sys
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value)
gc.disable()
class Node:
    def __init__(self, name): self.name, self.me = name, self
    def __repr__(self): return self.name
class Collects(Node):
    def __del__(self): print("del", self.name, gc.collect() >= 0)
Collects("a"); Collects("b"); print(gc.collect() > 0)
class Raises(Node):
    def __del__(self): raise ValueError(self.name)
Raises("c"); gc.collect()
phases = []
def callback(phase, info): phases.append(phase); gc.collect() if len(phases) < 4 else None
gc.callbacks.append(callback); gc.callbacks.append(5); gc.collect(); gc.callbacks.clear(); print(phases)
def fails(phase, info): gc.callbacks.clear(); raise KeyError(phase)
gc.callbacks.append(fails); gc.collect(); print(gc.callbacks)
class Back(Node):
    def __del__(self): saved.append(self)
saved = []; Back("d"); gc.collect(); print(saved, gc.collect(), len(saved)); saved.clear(); gc.collect(); print(saved)
a = [1]
b = (a, {"k": a})
print(sorted(type(r).__name__ for r in gc.get_referrers(a) if r is b or r is b[1]),
      [type(r).__name__ for r in gc.get_referents(b)], gc.get_referents(5, "a"), gc.is_tracked(a), gc.is_tracked(5),
      gc.is_tracked(()), gc.is_tracked({}), gc.is_finalized(a))
def attempt(label, call):
    try: print(label, call())
    except BaseException as error: print(label, type(error).__name__, error)
for label, call in ({"generation": lambda: gc.collect(5), "negative": lambda: gc.collect(-1),
                     "text": lambda: gc.collect("a"), "threshold": lambda: gc.set_threshold("a"),
                     "none": lambda: gc.set_threshold(), "debug": lambda: gc.set_debug("a"),
                     "objects": lambda: gc.get_objects(9), "objects text": lambda: gc.get_objects("a"),
                     "tracked": lambda: gc.is_tracked(),
                     "zero": lambda: [gc.set_threshold(0), gc.get_threshold()]}.items()):
    attempt(label, call)
gc.set_threshold(700, 10, 10)
marker = object()
def items():
    yield marker
    for r in gc.get_referrers(marker):
        if type(r) is tuple: print("a tuple in the making", len(r))
    yield 2
made = tuple(items()); print(len(made))
made = tuple([marker, *(3 for _ in range(2) if gc.collect() >= 0)]); print(len(made))
class Iter:
    n = 0
    def __iter__(self): return self
    def __length_hint__(self): return 50
    def __next__(self):
        Iter.n += 1
        gc.collect()
        if Iter.n > 5: raise StopIteration
        return [Iter.n]
print(list(Iter()), tuple(Iter())); Iter.n = 0; print(sorted(Iter(), key=lambda v: [gc.collect(), -v[0]][1])); d = {}
class Evil:
    def __init__(self, d): self.d = d
    def __del__(self): self.d[len(self.d)] = 1
for n in range(5): d[f"k{n}"] = Evil(d)
for n in range(5): d[f"k{n}"] = None
print(len(d)); x = []; x.append(x); y = {"x": x}; x.append(y); del x, y; print(gc.collect() >= 2)
def frames():
    me = [sys._getframe()]; me.append(me)
    return len(me)
print(frames(), gc.collect() > 0)
gen = (lambda: (yield))(); holder = [gen]; next(gen); holder.append(holder); del gen, holder; print(gc.collect() > 0)
def gen_cycle():
    me = yield
    try: yield me
    finally: print("finally in the collector")
g = gen_cycle(); next(g); g.send(g); del g; gc.collect()
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
gc.enable()
print(gc.isenabled(), len(gc.get_count()), len(gc.get_stats()))
t = type("T", (), {}); t.me = t; i = t(); i.t = i; del t, i; print(gc.collect() > 0)
