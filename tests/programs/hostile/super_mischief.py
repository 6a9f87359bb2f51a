"""super() without its cell, its first argument or its class."""
def attempt(label, call):
    try: print(label, call())
    except BaseException as error: print(label, type(error).__name__, error)
class A:
    def f(self, *args): return "A.f", args
    @classmethod
    def c(cls): return "A.c", cls.__name__
    x = "A.x"
class B(A):
    def f(self, *args): return super().f(*args)
    def deleted(self):
        del self
        return super().f()
    def rebound(self):
        self = 5
        return super().f()
    def boxed(self): return [super().f() for _ in (1,)]
    def boxed_args(self): return [super(B, self).f() for _ in (1,)]
    def generator(self): yield super().f()
    def inner(self): return (lambda: super().f())()
    def inner_arg(self): return (lambda self: super().f())(self)
    def cell(self):
        def kill():
            nonlocal self
            del self
        kill()
        return super().f()
    def star(*args): return super().f()
    def none(): return super().f()
    @classmethod
    def c(cls): return super().c()
    @staticmethod
    def s(): return super().x
    @property
    def x(self): return super().x
    def gone(self):
        nonlocal_class = __class__
        return nonlocal_class.__name__
b = B()
for name in ("f", "deleted", "rebound", "boxed", "boxed_args", "inner", "inner_arg", "cell", "star", "gone", "c", "s"):
    attempt(name, getattr(b, name))
attempt("none", B.none)
attempt("generator", lambda: list(b.generator()))
attempt("x", lambda: b.x)
attempt("other self", lambda: B.f(5))
attempt("class self", lambda: B.f(B))
attempt("A self", lambda: B.f(A()))
for args in ((), (5,), (B, 5), (B, A()), (B, b), (B,), (A, B), (B, A), (B, b, 1), (object, 5), (type, B)):
    attempt("super", lambda: str(super(*args)).split(" at 0x")[0])
s = super(B, b)
attempt("attribute", lambda: s.missing)
attempt("set", lambda: setattr(s, "y", 1))
attempt("self", lambda: (s.__self__ is b, s.__thisclass__.__name__, s.__self_class__.__name__))
attempt("init", lambda: s.__init__(A, b) or s.f())
attempt("class", lambda: s.__class__.__name__)
u = super(B)
attempt("unbound", lambda: u.f)
attempt("bind", lambda: u.__get__(b).f())
attempt("bind wrong", lambda: u.__get__(5))
attempt("item", lambda: super(B, b)[0])
attempt("len", lambda: len(super(B, b)))
class Liar:
    @property
    def __class__(self): return B
attempt("liar", lambda: super(B, Liar()).f()); attempt("liar f", lambda: B.f(Liar()))
class Sub(super):
    def f(self): return "own f"
attempt("subclass", lambda: Sub(B, b).f())
attempt("subclass unbound", lambda: Sub(B).__get__(b).f())
moved = B.f
B.__bases__ = (type("Other", (A,), {"f": lambda self, *a: "Other.f"}),)
attempt("new base", b.f)
B.__bases__ = (A,)
class C(B):
    f = B.f; g = moved
    def __getattribute__(self, name): raise RuntimeError(name)
attempt("borrowed", lambda: C.f(C())); attempt("getattribute", lambda: super(C, C()).x)
