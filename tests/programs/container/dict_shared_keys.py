# Instances of a class share their keys until something makes a dict of its own.
import sys
class P:
    def __init__(self, x, y): self.x = x; self.y = y
a, b = P(1, 2), P(3, 4)
print(sys.getsizeof(a), sys.getsizeof(a.__dict__), sys.getsizeof(b.__dict__), a.__dict__)
for n in range(3): setattr(a, f"extra{n}", n)
del a.x; a.x = 9
print(a.__dict__, list(reversed(a.__dict__)), sys.getsizeof(a.__dict__))
c = P(5, 6)
print(sys.getsizeof(c.__dict__), vars(c))
class Q: pass
q = Q(); q.b = 1; q.a = 2; r = Q(); r.a = 3; r.b = 4
print(q.__dict__, r.__dict__, q.__dict__ == {"a": 2, "b": 1})
del r.a; print(r.__dict__); r.a = 5; print(r.__dict__, r.__dict__.popitem(), r.__dict__)
try: del r.zz
except AttributeError as e: print(e)
m = Q()
for n in range(40): setattr(m, f"n{n}", n)
print(len(m.__dict__), list(m.__dict__)[:3], m.n39, sys.getsizeof(m.__dict__))
s = Q(); s.__dict__[1] = 2; s.a = 1; print(s.__dict__, sys.getsizeof(s.__dict__))
t = Q(); t.a = 1; copied = t.__dict__.copy(); copied["k"] = 1; print(t.__dict__, copied, sys.getsizeof(copied))
t.__dict__ = {"fresh": 1}; print(t.fresh, hasattr(t, "a")); t.__dict__.clear(); t.a = 2; print(t.__dict__)
