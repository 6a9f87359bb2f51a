# Each of the size classes has pools of 16 KiB; the blocks of a new pool come in the order of their addresses.
POOL = 16384
drain = [None] * 6200      # takes what pools lie about free
for i in range(6200): drain[i] = bytes(470)
keep = [None] * 1200


def pools(addresses):
    """The runs of addresses that lie in one pool."""
    runs = []
    for a in addresses:
        if not runs or runs[-1][0] // POOL != a // POOL: runs.append([])
        runs[-1].append(a)
    return runs


for size in range(48, 513, 16):
    for i in range(1200): keep[i] = bytes(size - 33)
    runs = pools(list(map(id, keep)))
    whole = runs[-2]       # the last one that was used up
    print(size, len(whole), whole[0] % POOL, {b - a for a, b in zip(whole, whole[1:])},
          (whole[-1] + size - whole[0] // POOL * POOL) <= POOL, len(whole) == (POOL - 48) // size)
    for i in range(1200): keep[i] = None
for n in range(464, 482): print(n, end=" "); a = bytes(n); b = bytes(n); print(id(a) % 16, end=" ")
print()
