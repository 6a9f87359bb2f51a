# The collector of cycles: what it finds, what survives, weak references and finalizers in cycles.
import gc
import weakref

gc.disable()
gc.collect()
log = []


class Node:
    def __init__(self, name):
        self.name = name
        self.links = []

    def __del__(self):
        log.append(self.name)


def ring(*names):
    nodes = [Node(name) for name in names]
    for left, right in zip(nodes, nodes[1:] + nodes[:1]):
        left.links.append(right)
    return nodes[0]


head = ring("a", "b", "c")
watch = weakref.ref(head, lambda r: log.append("callback"))
del head
print("unreachable but alive:", log, watch() is not None)
print("collected", gc.collect() > 0, sorted(log), watch())
log.clear()

kept = ring("d", "e")
gc.collect()
print("reachable from a name:", log, kept.links[0].name)
alone = Node("self")
alone.links.append(alone)
del alone
gc.collect()
print(log)
log.clear()

back = []


class Returning(Node):
    def __del__(self):
        log.append("back " + self.name)
        back.append(self)


r = Returning("r")
r.links.append(r)
del r
gc.collect()
print(log, len(back), back[0].name)
back.clear()
gc.collect()
print(log)
print(gc.is_tracked([]), gc.is_tracked(5), gc.is_tracked("s"), gc.is_tracked({}), gc.is_tracked({"a": []}),
      gc.is_tracked((1, 2)))


def closure():
    def inner():
        return inner
    return weakref.ref(inner)


reference = closure()
print(reference() is None)
gc.collect()
print(reference() is None, kept in gc.get_referrers(kept.links[0]) or True, type(gc.get_referents(kept)).__name__)
del kept
log.clear()
gc.collect()
print(sorted(log), gc.isenabled(), gc.get_threshold())
gc.enable()
