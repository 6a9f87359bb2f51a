# yield from: flattening, values sent through, exceptions thrown through, results, and other iterables.
def inner(name):
    received = []
    try:
        while True:
            value = yield f"{name}{len(received)}"
            if value == "stop":
                return received
            received.append(value)
    except KeyError as error:
        return f"{name} gave up on {error}"
    finally:
        print("  end of", name)


def outer():
    first = yield from inner("a")
    second = yield from inner("b")
    return first, second


g = outer()
print(next(g), g.send(1), g.send(2))
print(g.send("stop"), g.send(3))
try:
    g.throw(KeyError("k"))
except StopIteration as stop:
    print(stop.value)


def flatten(items):
    for item in items:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, (3, [4]), []], [[[5]]]])))


def mixed():
    result = yield from "ab"
    yield result
    yield from range(2)
    yield from {"k": 1}.items()
    return "end"


def report():
    print("  result was", (yield from mixed()))


print(list(report()))
h = outer()
next(h)
h.close()


def text_only():
    yield from ["x"]


t = text_only()
next(t)
try:
    t.send("value for a list iterator")
except AttributeError as error:
    print(error)


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


print(*Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6, None, Tree(9))))
k = outer()
print(next(k), k.gi_yieldfrom.__name__)
try:
    list((lambda: (yield from 5))())
except TypeError as error:
    print(error)
