# Instances, their attributes and their dicts under a long random sequence of operations.
import sys
seed = 5
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % n
class A: pass
class B(A):
    def __init__(s): s.x = 1; s.y = 2
class S(A): __slots__ = ("p", "q")
class L(list): pass
objs = []
for step in range(3000):
    op = rnd(12)
    if op == 0 or not objs: objs.append((A, B, S, lambda: L([1]), lambda: type("Z", (B,), {})())[rnd(5)]())
    o = objs[rnd(len(objs))]; n = "xyzpqabcdefgh"[rnd(13)] if rnd(4) else f"n{rnd(40)}"; r = None
    try:
        if op < 5: setattr(o, n, step)
        elif op < 7: delattr(o, n)
        elif op == 7: r = getattr(o, n)
        elif op == 8: r = vars(o), sys.getsizeof(vars(o))
        elif op == 9: r = hasattr(o, n)
        elif op == 10: o.__dict__ = dict(o.__dict__) if rnd(2) else {n: 1}
        elif op == 11:
            r = list(o.__dict__.items()); o.__dict__.pop(n, None); o.__dict__[rnd(3)] = 1 if rnd(9) == 0 else 2
    except Exception as e: r = type(e).__name__ + str(e)
    if len(objs) > 12: objs.pop(rnd(len(objs)))
    st = (op, n, repr(r)); print(*st) if step % 20 == 0 else print(hash(repr(st)))
print([ (type(o).__name__, o.__dict__, sys.getsizeof(o), sys.getsizeof(o.__dict__)) for o in objs])
