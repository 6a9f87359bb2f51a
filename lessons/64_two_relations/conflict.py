class A(type):
    pass


class B(type):
    pass


class X(metaclass=A):
    pass


class Y(metaclass=B):
    pass


try:
    class Both(X, Y): pass
except TypeError as e:
    print(e)
