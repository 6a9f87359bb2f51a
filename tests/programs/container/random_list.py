# A long random sequence of operations, always the same one.
import sys
seed = 1
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % n
def idx(): return rnd(30) - 15
def sl():
    f = lambda: None if rnd(4) == 0 else idx()
    s = None if rnd(2) else (idx() or 1)
    return slice(f(), f(), s)
a = list(range(6)); out = []
for step in range(1500):
    op = rnd(20); r = None
    try:
        if op == 0: a.append(rnd(9))
        elif op == 1: a.insert(idx(), rnd(9))
        elif op == 2: r = a.pop(idx())
        elif op == 3: a.remove(rnd(9))
        elif op == 4: r = a.index(rnd(9), idx(), idx())
        elif op == 5: r = a[sl()]
        elif op == 6: a[sl()] = [rnd(9) for _ in range(rnd(5))]
        elif op == 7: del a[sl()]
        elif op == 8: a.extend(x for x in range(rnd(4)))
        elif op == 9: a += tuple(range(rnd(4)))
        elif op == 10: a.reverse()
        elif op == 11: a.sort(reverse=rnd(2))
        elif op == 12: r = a * (rnd(4) - 1)
        elif op == 13: r = a + a[:2]
        elif op == 14: a[idx()] = rnd(9)
        elif op == 15: r = a[idx()]
        elif op == 16: r = a < a[::-1], a == list(a), a.count(3), 4 in a
        elif op == 17: a *= rnd(3)
        elif op == 18: r = tuple(a)[sl()]
        elif op == 19: a[sl()] = a
    except Exception as e: r = type(e).__name__ + str(e)
    if len(a) > 60: del a[10:]
    if rnd(300) == 0: a.clear()
    out.append((op, r)); out.append((list(a), sys.getsizeof(a)))
    if step % 50 == 0: print(step, out[-2:], hash(repr(out[-100:])))
