# A pool's freed blocks are used again in the reverse order of their freeing; a pool that was full goes to the front
# of its ring.
POOL = 16384
drain = [None] * 6200
for i in range(6200): drain[i] = bytes(470)


def fresh(size):
    """Fills the pools of a size class until a new one has begun."""
    keep = [None] * 1200
    for i in range(1200):
        keep[i] = bytes(size)
        if id(keep[i]) % POOL == 48: break
    return keep


for size in 479, 463, 447, 431, 415:
    stride = (size + 33 + 15) // 16 * 16
    filler = fresh(size)
    first = 0
    for o in filler:
        if o is not None: first = id(o)
    x = [None] * 150
    names = {}
    def where(o):
        """Which pool, by first appearance, and which block in it."""
        pool, at = divmod(id(o), POOL)
        return "%d.%d" % (names.setdefault(pool, len(names)), (at - 48) // stride)
    for i in range(12): x[i] = bytes(size)
    print(size, "from", (id(x[0]) - first) // stride, [where(o) for o in x[:12]])
    for i in 3, 9, 5: x[i] = None
    for i in 20, 21, 22, 23: x[i] = bytes(size)
    print("after 3 9 5", [where(o) for o in x[20:24]])
    for i in range(11, -1, -1): x[i] = None
    for i in range(30, 45): x[i] = bytes(size)
    print("after all downwards", [where(o) for o in x[30:45]])
    for i in range(45, 150): x[i] = bytes(size)
    print("two pools more", [where(o) for o in x[45:150:7]])
    full = [i for i in range(150) if x[i] is not None and where(x[i]).startswith("0.")]
    for i in full[5], full[2], full[7]: x[i] = None
    some = [bytes(size) for i in range(5)]
    print("a full one first", [where(o) for o in some])
    second = [i for i in range(150) if x[i] is not None and where(x[i]).startswith("1.")]
    x[full[8]] = x[second[1]] = x[full[9]] = x[second[3]] = None
    some += [bytes(size) for i in range(5)]
    print("between pools", [where(o) for o in some[5:]])
    some = x = None
