# When the last block of a pool is freed, the pool goes back to its arena and any size class may take it next.
POOL = 16384
drain = [None] * 6200
for i in range(6200): drain[i] = bytes(470)


def fresh(size):
    """Fills the pools of a size class until a new one has begun; then fills that one too."""
    keep = [None] * 1200
    for i in range(1200):
        keep[i] = bytes(size)
        if id(keep[i]) % POOL == 48: break
    for j in range(i + 1, i + (POOL - 48) // ((size + 48) // 16 * 16)): keep[j] = bytes(size)
    return keep


def pool(o): return id(o) // POOL
def block(o, size): return (id(o) % POOL - 48) / ((size + 48) // 16 * 16)


A, B = 479, 409
a, b = fresh(A), fresh(B)
x = [None] * 60
for i in range(40): x[i] = bytes(A)
first, second = pool(x[0]), pool(x[35])
print(first != second, [block(o, A) for o in x[29:34]])
for i in range(31): x[i] = None                      # all of the first pool
y = bytes(B)
print("another class", pool(y) == first, id(y) % POOL)
z = [bytes(A) for i in range(3)]
print("the second goes on", [pool(o) == second for o in z], [block(o, A) for o in z])
y = None
for i in range(31, 40): x[i] = None
z = None                                            # now both are free; the last one freed is on top
y = bytes(B)
print("last freed first", pool(y) == second, block(y, B))
w = bytes(A)
print("and then the other", pool(w) == first, block(w, A))
# A pool that the same class takes again keeps its list of free blocks.
w = y = None
for i in range(10): x[i] = bytes(A)
print("one pool", {pool(o) == pool(x[0]) for o in x[:10]}, [block(o, A) for o in x[:10]])
for i in 4, 2, 7, 0, 1, 3, 5, 6, 9, 8: x[i] = None
for i in range(12): x[i] = bytes(A)
print("same class", [block(o, A) for o in x[:12]])
for i in range(12): x[i] = None
y = bytes(B)
for i in range(12): x[i] = bytes(A)
print("used by B between", [block(o, A) for o in x[:12]], pool(x[0]) == pool(y))
