# Freed objects of some types wait in lists of their own: tuples by length, lists, dicts, floats. The last freed comes
# first.
import gc
gc.disable()


def drain(make, count):
    """Uses up what waits; what was made must be kept."""
    keep = [None] * count
    for i in range(count): keep[i] = make(i)
    return keep


def reuse(name, make, count, limit):
    """Makes, frees and makes again: which of the old addresses come, in which order, and how many wait at most."""
    kept = drain(make, limit + 100)
    x, old, now = [None] * count, [0] * count, [0] * count
    for i in range(count): x[i] = make(i)
    for i in range(count): old[i] = id(x[i])
    for i in range(count): x[i] = None
    for i in range(count): x[i] = make(i)
    for i in range(count): now[i] = id(x[i])
    waited = 0
    while waited < min(limit, count) and now[waited] == old[min(limit, count) - 1 - waited]: waited += 1
    print(name, waited, [old.index(a) for a in now[:4]] if waited else "")


for n in 5, 79, 80, 81, 200: reuse("list", lambda i: [], n, 80)
for n in 5, 79, 80, 81, 200: reuse("dict", lambda i: {}, n, 80)
for n in 5, 99, 100, 101, 300: reuse("float", lambda i: i + 0.5, n, 100)
for size in (1, 2, 3, 10, 19, 20):
    for n in 5, 1999, 2000, 2001, 2100: reuse(f"tuple of {size}", lambda i: (i,) * size, n, 2000)
for n in 5, 80: reuse("list with items", lambda i: [i], n, 80)
for n in 5, 80: reuse("dict with items", lambda i: {i: i}, n, 80)
for n in 5, 80: reuse("dict with names", lambda i: {"a": i}, n, 80)
# The size classes that have no list of their own: complex, slices (one waits), sets, cells, tuples beyond 20.
a, b = slice(1), slice(2)
ids = id(a), id(b)
del a, b
c, d = slice(3), slice(4)
print("slice", [ids.index(id(x)) for x in (c, d)])
# A full collection empties them: then the first freed comes first.
kept = drain(lambda i: [], 200), drain(lambda i: i + 0.5, 200), drain(lambda i: {}, 200)
for what, make in ("list", lambda i: []), ("float", lambda i: i + 0.5):
    filler = [make(0) for i in range(2000)]
    x = [make(i) for i in range(10)]
    ids = [id(o) for o in x]
    for i in range(10): x[i] = None
    kept += drain(lambda i: {}, 200), drain(lambda i: (i, i),
                                            2100), drain(lambda i: (i,), 2100), drain(lambda i: (i, i, i), 2100)
    gc.collect()
    x = [make(i) for i in range(30)]
    print("after a collection", what, [ids.index(id(o)) for o in x if id(o) in ids])
