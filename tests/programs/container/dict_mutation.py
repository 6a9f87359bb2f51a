# Dicts that change while something walks them or compares keys.
def walk(make, change):
    d = make()
    out = []
    try:
        for k in d:
            out.append(k)
            change(d, k)
            if len(out) > 12: break
    except RuntimeError as e:
        out.append(str(e))
    print(out, d)
abc = lambda: {"a": 1, "b": 2, "c": 3}
walk(abc, lambda d, k: d.pop(k))
walk(abc, lambda d, k: d.update({k + k: 1}))
walk(abc, lambda d, k: d.update({k: 0}))
walk(abc, lambda d, k: (d.pop(k), d.update({k: 0})))
walk(lambda: {i: i for i in range(4)}, lambda d, k: (d.pop(k), d.update({k + 10: 0})))
it = iter(abc()); next(it); print(it.__length_hint__(), it.__reduce__()[1:], list(it), it.__length_hint__())
d = abc(); it = iter(d.items()); next(it); d["z"] = 1
for _ in range(2):
    try: next(it)
    except RuntimeError as e: print(e)
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, other):
        log.append((self.n, getattr(other, "n", other)))
        if len(table) < 12 and grow: table[len(table) + 100] = 0
        return isinstance(other, K) and self.n == other.n
log, table, grow = [], {}, False
for n in range(4): table[K(n)] = n
grow = True
print(table.get(K(3)), table.get(K(9)), len(table), log)
log.clear(); grow = False
print(1 in table, table.pop(K(0)), [k.n if isinstance(k, K) else k for k in table], log)
class Clearing:
    def __hash__(self): return 7
    def __eq__(self, other): m.clear(); return False
m = {}
m[Clearing()] = 1
print(m.get(7), m); m[Clearing()] = 1; m[7] = 3; print(m)
