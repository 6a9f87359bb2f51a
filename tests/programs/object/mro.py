# The method resolution order, and what happens when there is none.
class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
print([c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__))
try:
    class E(A, B): pass
except TypeError as e: print(e)
try:
    class F(A, A): pass
except TypeError as e: print(e)
class Meta(type):
    def mro(cls): return [cls, object]
class G(A, metaclass=Meta): pass
print(G.__mro__, G.__base__, issubclass(G, A))
D.__bases__ = (C, B)
print([c.__name__ for c in D.__mro__])
try: A.__bases__ = (D,)
except TypeError as e: print(e)
