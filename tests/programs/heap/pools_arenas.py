# Arenas: new pools in the order of their addresses; full arenas fill up before emptier ones; free ones go.
import sys
POOL, ARENA = 16384, 1 << 20
SIZE, PER_POOL = 479, 31
x = [None] * (PER_POOL * 700)
for i in range(len(x)): x[i] = bytes(SIZE)
order = []                  # the pools in which blocks were made, in that order
for o in x:
    if not order or order[-1] != id(o) // POOL: order.append(id(o) // POOL)
# Where an arena begins: its memory is elsewhere; ours lie side by side, each at a multiple of its size.
jumps = [i for i in range(300, len(order)) if order[i] != order[i - 1] + 1]
gaps = {b - a for a, b in zip(jumps, jumps[1:])}
starts = (jumps if len(jumps) > 4
          and gaps <= {63, 64} else [i for i in range(300, len(order)) if order[i] * POOL % ARENA == 0])
print("in order", all(order[i] == order[i - 1] + 1 for i in range(starts[0], len(order)) if i not in starts),
      len(order) >= 700, {b - a for a, b in zip(starts, starts[1:])} <= {63, 64})
one, two, three, four = (order[s:s + 60] for s in starts[:4])


y = [None] * (PER_POOL * 60)
fill = [None] * 5000


def free(pools):
    """Frees what lies in the pools."""
    pools = set(pools)
    for i in range(len(x)):
        if x[i] is not None and id(x[i]) // POOL in pools: x[i] = None


def take(count):
    """Fills so many pools; which of the four arenas and which pool of it they come from."""
    for i in range(PER_POOL * count): y[i] = bytes(SIZE)
    seen = []
    for o in y:
        for n, arena in enumerate((one, two, three, four), 1):
            if o is not None and id(o) // POOL in arena:
                place = f"{n}.{arena.index(id(o) // POOL)}"
                if not seen or seen[-1] != place: seen.append(place)
    return seen


def free_again():
    for i in range(len(y)): y[i] = None


for i in range(5000): fill[i] = bytes(SIZE)   # what room there is elsewhere
before = sys.getallocatedblocks()
free(three[10:13])
free(one[20:25])
free(two[7:8])
print("fewest free pools first", take(14)[:9])
free_again()
print("again", take(14)[:9])
free_again()
for k in 33, 31, 36, 32: free(four[k:k + 1])
print("last freed first", take(14)[:4])
free_again()
free(four)
free(three)
free(two[:30])
print("more freed", take(50)[:28])
free_again()
now = sys.getallocatedblocks()
for i in range(len(x)): x[i] = None
print("blocks", sys.getallocatedblocks() - now + sum(len(p) for p in (three, four)) // 60)
