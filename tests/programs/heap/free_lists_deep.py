# Frames lie in chunks of their own, instances in pools: the same addresses again for the same nesting.
import gc, sys
gc.disable()


class Node:
    __slots__ = "value", "next"
    def __init__(self, value, next): self.value, self.next = value, next


def chain(n):
    top = None
    for i in range(n): top = Node(i, top)
    return top


def walk(top):
    while top:
        yield top
        top = top.next


filler = [Node(0, None) for i in range(3000)]      # a new pool has begun somewhere here
a = chain(100)
steps = [id(n.next) - id(n) for n in walk(a) if n.next]
print("down in the pool",
      set(steps) <= {-48, -48 - 16384 + 340 * 48 + 48, -64 - 48 * 0} or max(set(steps), key=steps.count))
ids = [id(n) for n in walk(a)]
a = None                                            # frees from the top: the last one freed is the first one made
b = chain(100)
now = [id(n) for n in walk(b)]
print("again", now == ids, now == ids[::-1], sorted(now) == sorted(ids))


def depth(n):
    x = object()
    return [id(sys._getframe())] if n == 0 else [id(sys._getframe())] + depth(n - 1)


one, two = depth(20), depth(20)
print("frames", len(set(one)), one == two)


def gen(n): yield n
g = [gen(i) for i in range(20)]
ids = [id(x) for x in g]
for i in 3, 9, 4: g[i] = None
more = [gen(i) for i in range(3)]
print("generators", [ids.index(id(x)) if id(x) in ids else "new" for x in more])
x = [object() for i in range(50)]
ids = [id(o) for o in x]
for i in 7, 30, 12: x[i] = None
print("objects", [ids.index(id(o)) if id(o) in ids else "new" for o in (object(), object(), object())][:1])
a, b, c = [], {}, set()
where = id(c)
del c
print("set", id({1}) == where, id(set()) == where, id(frozenset("ab")) == where)
