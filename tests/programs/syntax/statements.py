# Statement forms that are easy to get wrong.
class M:
    def __init__(self, v): self.v = v
    def __enter__(self): return self.v
    def __exit__(self, *a): pass
with (M(1) as a, M(2) as b,): print(a, b)
with (M(1)), M(2) as b: print(b)
def g(p, /, q=1, *r, s, t=2, **u): return p, q, r, s, t, u
print(g(0, *[1, 2], s=3, **{"z": 4}))
x = y = *range(2), 3
(a), [b, *c] = 1, "xyz"; x: tuple = x; d = e = [f := 4, f + 1]
print(x, y, a, b, c, d is e, f)
lst = [0]; lst[0] += 5; del lst[:0], (e)
print(lst, not 1 if 2 else 3, 1 < 2 < 3 != 4, -2 ** 2, 2 ** -1, (lambda *a, k=1: (a, k))(1, k=2))
