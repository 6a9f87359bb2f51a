# What goes through the lists of freed tuples, dicts and floats in the middle of other work.
import gc
gc.disable()


class A:
    def __init__(self, a): self.a = a


def same(name, make_and_free, make):
    """Whether what is made comes to lie where the freed thing was."""
    old = make_and_free()
    x = make()
    print(name, old == id(x))


def tuple_pair():
    t = (1.5, [])
    return id(t)
def pair_again(): return (2.5, {})
same("tuple", tuple_pair, pair_again)
def instance():
    a = A(1)
    return id(a)
same("instance", instance, lambda: A(2))
def instance_dict():
    a = A(1)
    return id(a.__dict__)
same("dict of an instance", instance_dict, dict)
def arguments(*args): return id(args)
same("star arguments", lambda: arguments(1, 2, 3), lambda: (None, same, arguments))
def keywords(**kw): return id(kw)
same("star keywords", lambda: keywords(a=1), dict)
def listed():
    x = [1, 2, 3]
    return id(x)
same("list", listed, lambda: [4])
same("sorted", listed, lambda: sorted("ab"))
same("split", listed, lambda: "a b".split())
same("comprehension", listed, lambda: [i for i in "ab"])
def number():
    x = 1.25 * len("abc")
    return id(x)
same("float", number, lambda: float("2.5"))
same("division", number, lambda: len("abc") / 2)
def generator():
    g = (i for i in "ab")
    next(g)
    return id(g)
same("generator", generator, lambda: (i for i in "cd"))
def method():
    m = [].append
    return id(m)
same("method", method, lambda: [].pop)
def bound():
    a = A(1)
    m = a.__init__
    return id(m)
def again(a=A(1)): return a.__init__
same("bound method", bound, again)
def cell():
    x = 1
    def f(): return x
    return id(f.__closure__[0])
def cell_again():
    y = 1
    def g(): return y
    return g.__closure__[0]
same("cell", cell, cell_again)
def exception():
    e = ValueError(1)
    return id(e)
same("exception", exception, lambda: KeyError(2))
def pairs():
    x = {1: 2}
    for p in x.items(): pass
    return id(p)
same("pair", pairs, lambda: (method, bound))
def whole():
    x = 10 ** 5
    return id(x)
same("int", whole, lambda: 10 ** 6)
def text():
    x = "a" + str(len("abc"))
    return id(x)
same("str", text, lambda: "b" + str(len("ab")))
a, b, c = (float(i) for i in range(3))
ids = {id(a): "a", id(b): "b", id(c): "c"}
del b, a
x, y = c + 1, c + 2
print("floats", [ids.get(id(v)) for v in (x, y)])
