class Shape:
    pass


def f():
    pass


s = Shape()
code = f.__code__
things = [42, s, Shape, type, f, code]
types = 0
for o in things:
    types += isinstance(o, type)
print(types)
print(callable(f), callable(code))
