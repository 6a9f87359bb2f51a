from array import array
from collections.abc import MutableSequence

match array("b", b"abc"):
    case [x, *rest]:
        print(x, rest)
print(issubclass(array, MutableSequence))


def f(*args, **kwargs):
    pass


for call in ["f(**{1: 3}, **{1: 5})", "f(**{1: 3})", "f(a=1, **{'a': 3})", "f(**{(1,): 2}, **{(1,): 2})"]:
    try:
        eval(call)
    except TypeError as e:
        print(e)
