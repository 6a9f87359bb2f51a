# What a class shows of itself.
class A:
    "doc"
    x: int = 1
class B(A): pass
print(A.__doc__, B.__doc__, A.__module__, A.__qualname__, A.__annotations__, B.__annotations__, A.__subclasses__())
A.__name__ = 'AA'; print(A, A.__qualname__); A.__qualname__ = 'Q.A'; print(A, repr(A()).split(' at ')[0])
A.__module__ = 'm'; print(A)
print(sorted(A.__dict__))
print(type(A.__dict__), int.__dict__['real'], int.__dict__['__add__'], list.__dict__['append'],
      dict.__dict__['fromkeys'])
print(list(object.__dict__))
print(list(type.__dict__))
print(list(BaseException.__dict__))
print(list(ValueError.__dict__))
print(list(property.__dict__))
print(list(classmethod.__dict__))
print(list(super.__dict__))
print(list(type(len).__dict__))
print([n for n in dir(A()) if n.startswith('__')])
print(int.__module__, type(len).__name__, type(len).__qualname__, len.__name__, len.__module__, [].append.__qualname__,
      len.__self__)
print(type((1).__add__), int.__add__, int.__add__.__name__, int.__add__.__objclass__, int.__add__.__qualname__,
      [].append.__self__, int.real)
print(type(A.__init__), type(A.__new__), A.__init__ is object.__init__, object.__lt__, object().__lt__.__name__)
print(bool.__mro__, bool.__bases__, type.__mro__, object.__bases__, object.__base__)
A.y = 5; print(B.y); del A.y
try: B.y
except AttributeError as e: print(e)
class W:
    def __getattr__(self, n): return n
W.__getattr__ = lambda self, n: n * 2
print(W().ab); W.__len__ = lambda self: 7; print(len(W())); del W.__len__
try: len(W())
except TypeError as e: print(e)
