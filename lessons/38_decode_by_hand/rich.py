def rich(a, b, c=3, /, d=4, *args,
         e, f=6, **kw):
    loc = a
    return loc

def outer():
    def inner():
        return outer
    return inner

r = rich.__code__
print(r.co_varnames)
print(r.co_argcount, end=" ")
print(r.co_posonlyargcount, end=" ")
print(r.co_kwonlyargcount, r.co_nlocals)
o = outer.__code__
print(hex(o.co_flags), hex(r.co_flags))
i = outer().__code__
print(hex(i.co_flags))
