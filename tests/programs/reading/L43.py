class Foo:
    pass

class Bar:
    __call__ = lambda *a: 42

foo = Foo()
bar = Bar()
print(callable(foo), bar())
foo.__call__ = lambda *a: 1
print(callable(foo))
Foo.__call__ = lambda *a: 42
print(callable(foo), foo())
try:
    object().x = 5
except AttributeError as e:
    print(e)
print(5 - 1.0, (5).__sub__(1.0), (1.0).__rsub__(5))
