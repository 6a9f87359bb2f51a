# A long random sequence of operations, always the same one.
import sys
seed = 1
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % n
class K:
    def __init__(s, v): s.v = v
    def __hash__(s): return s.v % 3
    def __eq__(s, o): log.append((s.v, getattr(o, "v", o))); return isinstance(o, K) and s.v == o.v
    def __repr__(s): return f"K{s.v}"
log = []
def key():
    k = rnd(6)
    if k == 0: return rnd(40) * 8
    if k == 1: return str(rnd(40))
    if k == 2: return rnd(40) * 0.5
    if k == 3: return (rnd(4), str(rnd(4)))
    if k == 4: return K(rnd(12))
    return rnd(400) - 200
def other():
    k = rnd(5); n = rnd(40)
    if k == 0: return {key() for _ in range(n)}
    if k == 1: return frozenset([key() for _ in range(n)])
    if k == 2: return {key(): 0 for _ in range(n)}
    if k == 3: return [key() for _ in range(n)]
    return set(list(s)[:n])
s = set()
for step in range(1500):
    op = rnd(24); r = None
    try:
        if op < 5: s.add(key())
        elif op < 8: s.discard(key())
        elif op == 8: s.remove(key())
        elif op == 9: r = s.pop()
        elif op == 10: s.update(other())
        elif op == 11: s.intersection_update(other() , s) if rnd(2) else s.difference_update(other())
        elif op == 12: s.symmetric_difference_update(other())
        elif op == 13: r = list(s.union(other(), other()))
        elif op == 14: r = list(s.intersection(other()))
        elif op == 15: r = list(s.difference(other()))
        elif op == 16: r = list(s.symmetric_difference(other()))
        elif op == 17: o = set(other()); r = list(s | o), list(s & o), list(s - o), list(s ^ o)
        elif op == 18: o = other(); r = s.issubset(o), s.issuperset(o), s.isdisjoint(o)
        elif op == 19: o = set(other()); r = s <= o, s < o, s == o, s > o, s >= o, s != o
        elif op == 20: r = list(s.copy()), list(set(list(s)))
        elif op == 21: o = set(other()); s |= o if rnd(2) else set(); s -= set(other())
        elif op == 22: r = key() in s
        elif op == 23: o = set(other()); s ^= o
    except Exception as e: r = type(e).__name__ + str(e)
    if rnd(200) == 0: s.clear()
    if len(s) > 150: s = set(list(s)[:3])
    st = (op, repr(r), list(s), sys.getsizeof(s), len(log))
    if step % 40 == 0: print(step, st)
    print(hash(repr(st)), hash(repr(log[-20:])))
