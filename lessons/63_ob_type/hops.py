class Shape:
    pass


class Meta(type):
    pass


class Odd(metaclass=Meta):
    pass


def hops(o):
    n = 0
    while type(o) is not o:
        o, n = type(o), n + 1
    return n


print(hops(Shape), hops(Odd()))
