# Every wrong call has CPython's words.
def f(a, b=2, /, c=3, *, d, e=5): return a, b, c, d, e
def g(): pass
def h(x, y): pass
def k(*, a, b, c): pass
def va(a, *args, k=1, **kw): return a, args, k, kw
class C:
    def m(self, x): return x
for call in ["f()", "f(1)", "f(1, 2, 3, 4, d=1)", "f(a=1, d=2)", "f(1, a=2, b=3, d=4)", "f(1, d=1, z=2)",
             "f(1, 2, 3, c=4, d=5)",
             "g(1)", "g(1, 2)", "g(x=1)", "h()", "h(1)", "h(1, 2, 3)", "h(1, x=2)", "k()", "k(a=1)",
             "k(1, a=1, b=2, c=3)",
             "va()", "va(1, 2, 3, k=4, z=5)", "va(*[1, 2], **{'q': 3})", "h(*5)", "h(**5)", "h(**{1: 2})",
             "h(**{'x': 1}, **{'x': 2})",
             "C().m()", "C().m(1, 2)", "C.m()", "C(1)", "len()", "len(1, 2)", "len(x=1)", "print(foo=1)", "int('x')",
             "sum(1, 2, 3, 4)",
             "isinstance(1)", "getattr(1)", "f(*[1], d=3)", "f(1, *[2, 3], d=3, **{'e': 9})", "(lambda a, *, b: a)(1)",
             "5()", "None.x", "'a'.foo()"]:
    try:
        print(call, "->", eval(call))
    except Exception as e:
        print(call, "->", type(e).__name__, e)
