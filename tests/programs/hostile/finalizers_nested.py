# Long chains of objects with finalizers, in every kind of container: which goes first, and which waits in the trashcan.
import functools
import itertools
from collections import OrderedDict, deque

log = []


class Node:
    def __init__(self, name, next_one=None):
        self.name = name
        self.next_one = next_one

    def __del__(self):
        log.append(self.name)


class Maker(Node):
    def __del__(self):
        log.append(("maker", self.name))
        if self.name % 40 == 0:
            inner = None
            for k in range(70):
                inner = Node((self.name, k), inner)
            del inner
            log.append("made")


class Slotted:
    __slots__ = ("name", "next_one")
    __init__ = Node.__init__
    __del__ = Node.__del__


class Back(Node):
    kept = []

    def __del__(self):
        log.append(self.name)
        if self.name in (20, 60):
            Back.kept.append(self)


class Cause(Exception):
    def __del__(self):
        log.append(self.args)


def show(what, step, first=None, n=130):
    x = first
    for i in range(n):
        x = step(i, x)
    del x
    print(what, len(log), log)
    log.clear()


def cause(i, x):
    e = Cause(i)
    e.__context__ = x
    return e


def closure(i, x):
    o = Node(i)
    return lambda: (x, o)


for kind in (Node, Maker, Slotted, Back):
    show(kind.__name__, kind)
    Back.kept.clear()
    print(log)
    log.clear()
show("list", lambda i, x: [x, Node(i)])
show("tuple", lambda i, x: (x, Node(i), [Node(("inner", i))]))
show("dict", lambda i, x: {"a": x, "n": Node(i)})
show("set", lambda i, x: {Node(i, x)})
show("odict", lambda i, x: OrderedDict(a=x, n=Node(i)))
show("deque", lambda i, x: deque([x, Node(i)]))
show("deque, other order", lambda i, x: deque([Node(i), x]))
show("exception", cause)
show("closure", closure)
show("partial", lambda i, x: functools.partial(print, x, Node(i)))
show("chain", lambda i, x: itertools.chain(x, [Node(i)]), iter([]))
show("slice", lambda i, x: slice(x, Node(i), None))
show("zip", lambda i, x: zip(x, [Node(i)]), [])
show("map", lambda i, x: map(Node(i).__class__, x, [Node(i)]), [])
show("filter", lambda i, x: filter(Node(i).__eq__, x), [])
show("enumerate", lambda i, x: enumerate(x, 2**70 + i), iter([Node("inside")]))
show("method", lambda i, x: (lambda y=x, n=Node(i): y).__get__(Node(("bound", i))))
