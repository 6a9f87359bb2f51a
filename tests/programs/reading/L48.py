def return42():
    return 42

def rich(a, b, c=3, /, d=4, *args, e, f=6, **kw):
    loc = a
    return loc

c = return42.__code__
print(c.co_code, c.co_consts)
print(eval(c))
r = rich.__code__
print(r.co_varnames)
print(r.co_argcount, r.co_posonlyargcount, r.co_kwonlyargcount, r.co_nlocals)
def outer():
    def inner():
        return outer
    return inner
print(hex(c.co_flags), hex(r.co_flags), hex(outer().__code__.co_flags))
