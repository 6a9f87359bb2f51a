# Which containers the collector tracks.
import gc
gc.disable()
t = gc.is_tracked
print(t(()), t((1, 2)), t(("a", (1,))), t([]), t({}), t({"a": 1}), t({"a": []}), t({1: (2,)}), t(set()),
      t(frozenset([1])), t(range(3)), t(slice(1)), t(iter([])), t(iter(())), t(iter({})), t({}.keys()),
      t(enumerate([])), t(zip()), t(iter(range(3))))
a = tuple([1, 2])
b = tuple([1, []])
c = tuple([(1, 2), "x"])
d = {"k": a}
e = dict(x=1)
f = {i: i for i in range(3)}
g = {"t": tuple([3])}
print(t(a), t(b), t(c), t(d), t(e), t(f), t(g))
gc.collect()
print(t(a), t(b), t(c), t(d), t(e), t(f), t(g))
gc.collect()
print(t(a), t(b), t(c), t(d), t(e), t(f), t(g))
e["y"] = []; print(t(e)); del e["y"]; gc.collect(); print(t(e), t(e.copy()), t({**d}), t(d | {}))
class P: pass
p = P(); p.a = 1; print(t(p), t(p.__dict__)); p.b = []; print(t(p.__dict__)); q = P(); q.a = []; print(t(q.__dict__))
class D(dict): pass
class T(tuple): pass
print(t(D()), t(T()), t(D(a=1)), t(T((1, 2)))); x = D(), T((1,)); gc.collect(); print(t(x[0]), t(x[1]), t(x))
l = []; l.append(l); del l; s = {1: None}; s[2] = s; del s; m = [1]; m.append((m,)); del m; n = set(); 
class H: pass
h = H(); h.me = {h}; del h
print(gc.collect(), gc.collect())
i = iter([1])
z = zip([i])
y = [z, map(str, [z])]
y.append(enumerate(y))
y.append(reversed(y))
y.append(filter(None, y))
y.append(iter(y))
y.append({1: 2}.items())
del y, z, i
print(gc.collect())
d = {}; d["v"] = d.values(); d["i"] = iter(d.items()); del d; print(gc.collect())
z = zip([1, 2, 3], [(), (), ()])
r = next(z)
del r
gc.collect()
r = next(z)
print(t(r))
del r
e = enumerate("abc")
next(e)
gc.collect()
print(t(next(e)))
it = iter({"a": 1}.items()); print(t(next(it)))
