class Foo:
    pass

foo = Foo()
print(callable(foo))
foo.__call__ = lambda: 1
print(callable(foo))
Foo.__call__ = lambda self: 42
print(callable(foo), foo())
del Foo.__call__
print(callable(foo))

a = 5
b = 1.0
print(a.__sub__(b))
print(a - b)
