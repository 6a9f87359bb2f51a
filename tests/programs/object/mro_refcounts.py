# How many references a class has, and what is in its dict, while its mro() runs.
import sys


class Meta(type):
    def mro(cls):
        print(cls.__name__, sys.getrefcount(cls), sorted(cls.__dict__))
        return super().mro()


class A(metaclass=Meta):
    pass


class B(A):
    __slots__ = ("x", "y")


class C(dict, metaclass=Meta):
    x = 1


class D(metaclass=Meta):
    __slots__ = ("__dict__", "__weakref__")


