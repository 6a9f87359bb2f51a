def rich(a, b, c=3, /, d=4, *args, e, f=6, **kw):
    loc = a
    return loc


def outer():
    def inner():
        return outer
    return inner


r = rich.__code__
print(r.co_varnames)
print(r.co_argcount, r.co_posonlyargcount, r.co_kwonlyargcount, r.co_nlocals)
print(hex(outer.__code__.co_flags), hex(r.co_flags))
print(hex(outer().__code__.co_flags))
