# Cells, nonlocal, class bodies, comprehension scopes, defaults.
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
a, b = counter(), counter()
print(a(), a(), b(), a(10), a.__closure__[0].cell_contents, inc.__name__ if "inc" in globals() else "no inc")
x = "global"
class K:
    x = "class"
    y = [x for _ in range(1)]
    def m(self): return x
    z = (lambda: x)()
print(K.y, K().m(), K.z)
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])
def outer():
    def show(): return v
    try: show()
    except NameError as e: print(e)
    v = 1
    print(show())
    del v
    try: show()
    except NameError as e: print(type(e).__name__, e)
outer()
def unbound():
    try: print(q)
    except UnboundLocalError as e: print(e)
    q = 1
unbound()
def f(x, acc=[]): acc.append(x); return acc
print(f(1), f(2), f.__defaults__)
print(counter.__code__.co_cellvars, a.__code__.co_freevars, a.__qualname__,
      a)if 0 else print(a.__code__.co_freevars, a.__qualname__)
class Meta(type):
    def __new__(m, n, b, d, **kw): print("new", n, sorted(d), kw); return super().__new__(m, n, b, d)
    def __prepare__(n, b, **kw): return {"prepared": 1}
class W(metaclass=Meta, opt=1):
    def who(self): return __class__
print(W().who(), W.prepared)
