# Freed keys of dicts, awaitables of async generators, contexts and MemoryErrors wait too.
import contextvars, gc
gc.disable()
drain = [None] * 6200
for i in range(6200): drain[i] = bytes(470)


def warm(size):
    """Begins a new pool of a size class."""
    keep = []
    while True:
        keep.append(bytes(size - 33))
        if id(keep[-1]) % 16384 == 48: return keep


kept = warm(128), warm(160), [{"a": i} for i in range(200)]
def top(size): return id(bytes(size - 33))
for size, make in (128, lambda i: {"a": i}), (160, lambda i: {i: i}):
    x = [None] * 100
    before = top(size)
    for i in range(100): x[i] = make(i)
    made = top(size)
    for i in range(80): x[i] = None
    freed = top(size)
    for i in range(80, 100): x[i] = None
    print("keys", size, before == made, made == freed, freed == top(size))
    for i in range(80): x[i] = make(i)
    print(size, freed == top(size), made == top(size))
    x = None


async def ag(): yield
g = ag()
def reuse(name, make, count, limit):
    kept = [make() for i in range(limit + 100)]
    x = [make() for i in range(count)]
    old = [id(o) for o in x]
    for i in range(count): x[i] = None
    x = [make() for i in range(count)]
    now = [id(o) for o in x]
    waited = 0
    while waited < min(limit, count) and now[waited] == old[min(limit, count) - 1 - waited]: waited += 1
    print(name, waited)


for n in 5, 80, 100: reuse("asend", lambda: g.asend(None), n, 80)
for n in 5, 255, 300: reuse("context", contextvars.Context, n, 255)
for n in 5, 16, 20: reuse("MemoryError", MemoryError, n, 16)
e = MemoryError()
old = id(e)
del e
x = ValueError()
y = MemoryError()
print("MemoryError", id(x) == old, id(y) == old)
e = ValueError()
old = id(e)
del e
print("ValueError", id(MemoryError()) == old, id(ValueError()) == old)
c = contextvars.Context()
old = id(c)
del c
print("Context", id(contextvars.copy_context()) == old)
