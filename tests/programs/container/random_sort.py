# A long random sequence of operations, always the same one.
import sys
seed = 1
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % n
class N:
    def __init__(s, v): s.v = v
    def __lt__(s, o): log.append((s.v, o.v)); return s.v < o.v
class B:  # inconsistent
    def __init__(s, v): s.v = v
    def __lt__(s, o): log.append((s.v, o.v)); return (s.v * 7 + o.v * 3) % 5 < 2
for t in range(60):
    log = []; vals = []
    while rnd(8):
        k = rnd(5); n = rnd(120)
        if k == 0: vals += [rnd(1000) for _ in range(n)]
        elif k == 1: b = rnd(500); vals += range(b, b + n)
        elif k == 2: b = rnd(500); vals += range(b + n, b, -1)
        elif k == 3: vals += [rnd(3)] * n
        else: vals += [v + rnd(3) for v in vals[:n]]
    cls = (N, N, B)[rnd(3)]
    kw = {}
    if rnd(2): kw["reverse"] = True
    if rnd(3) == 0: m = rnd(50) + 1; kw["key"] = lambda x: cls(x.v % m)
    a = [cls(v) for v in vals]
    a.sort(**kw)
    print(len(vals), len(log), hash(tuple(log)), hash(tuple(x.v for x in a)), cls.__name__, list(kw))
    ks = ([vals, [float(v) for v in vals], [str(v) for v in vals], [(v % 3, v) for v in vals],
           [v * 10**12 for v in vals], [(str(v % 4), -v) for v in vals], [[v % 5] for v in vals],
           [v if v % 2 else float(v) for v in vals]][rnd(8)])
    print(hash(repr(sorted(ks, **({"reverse": True} if rnd(2) else {})))))
