# Blocks that grow move to another size class; the block they leave is the next one to be used.
drain = [None] * 6200
for i in range(6200): drain[i] = bytes(470)
SIZES = range(112, 513, 16)
fillers, log = [], []


def warm(size):
    """Begins a new pool of a size class."""
    while True:
        fillers.append(bytes(size - 33))
        if id(fillers[-1]) % 16384 == 48: break


for size in SIZES: warm(size)


def probe(): return {size: id(bytes(size - 33)) for size in SIZES}
def moved(before, after): return [size for size in SIZES if before[size] != after[size]]


probe()
x = []
last = probe()
for i in range(70):
    x.append(None)
    now = probe()
    if now != last: log.append(("append", i + 1, moved(last, now)))
    last = now
for i in range(70):
    x.pop()
    now = probe()
    if now != last: log.append(("pop", len(x), moved(last, now)))
    last = now
x = bytearray()
last = probe()
for i in range(500):
    x.append(1)
    now = probe()
    if now != last: log.append(("bytearray", i + 1, moved(last, now)))
    last = now
for i in range(500):
    x.pop()
    now = probe()
    if now != last: log.append(("bytearray", len(x), moved(last, now)))
    last = now
x = bytearray(400)
last = probe()
for i in range(400):
    x.pop()
    now = probe()
    if now != last: log.append(("bytearray", len(x), moved(last, now)))
    last = now
x = {}
last = probe()
for i in range(60):
    x[i] = None
    now = probe()
    if now != last: log.append(("dict", i + 1, moved(last, now)))
    last = now
x.clear()
x = set()
last = probe()
for i in range(60):
    x.add(i)
    now = probe()
    if now != last: log.append(("set", i + 1, moved(last, now)))
    last = now
x = ""
last = probe()
for i in range(60):
    x += "abcdefgh"
    now = probe()
    if now != last: log.append(("str", len(x), moved(last, now)))
    last = now
x = b""
for i in range(30):
    x += b"abcdefgh"
    now = probe()
    if now != last: log.append(("bytes", len(x), moved(last, now)))
    last = now
for line in log: print(*line)
