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
    if k == 0: return rnd(40)
    if k == 1: return str(rnd(40))
    if k == 2: return rnd(40) * 1.0
    if k == 3: return (rnd(4), str(rnd(4)))
    if k == 4 and mixed: return K(rnd(12))
    return "k" + str(rnd(20))
class C: pass
mixed = 0
def fresh():
    global mixed
    mixed = rnd(2)
    k = rnd(5)
    if k == 0: return {}
    if k == 1: return dict.fromkeys("abcdef", 0)
    if k == 2: return {i: i for i in range(rnd(30))}
    if k == 3: c = C(); c.a = 1; c.b = 2; return c.__dict__
    return dict(zip("pqrstuvw", range(rnd(8))))
d = fresh()
for step in range(2000):
    op = rnd(22); r = None
    try:
        if op < 6: d[key()] = step
        elif op < 9: del d[key()]
        elif op == 9: r = d.pop(key(), "none")
        elif op == 10: r = d.popitem()
        elif op == 11: r = d.setdefault(key(), step)
        elif op == 12: r = d.get(key())
        elif op == 13: e = fresh(); e[key()] = 1; d.update(e)
        elif op == 14: e = d.copy(); e[key()] = 5; r = (e == d, list(e), sys.getsizeof(e))
        elif op == 15: r = list(reversed(d.items()))
        elif op == 16: r = key() in d, list(d.values())
        elif op == 17: d |= {key(): 1, key(): 2}
        elif op == 18: r = d | {key(): 7}
        elif op == 19: e = {**d, key(): 3}; r = list(e), sys.getsizeof(e)
        elif op == 20:
            it = iter(d); n = rnd(5); r = [next(it, None) for _ in range(n)]; d[key()] = 0; r.append(next(it, None))
        elif op == 21: r = sorted(map(str, d.keys() & {key(): 0 for _ in range(5)})), len(d.keys() | [1, 2])
    except Exception as e: r = type(e).__name__ + str(e)
    if rnd(150) == 0: d = fresh()
    if rnd(400) == 0: d.clear()
    st = (op, repr(r), list(d.items()), sys.getsizeof(d), len(log))
    if step % 40 == 0: print(step, st)
    print(hash(repr(st)), hash(repr(log[-20:]))); 
