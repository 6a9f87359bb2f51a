"""mro() that lies, __bases__ and __class__ that are replaced, and metaclasses that do not agree."""
def attempt(label, call):
    try:
        print(label, call())
    except Exception as error:
        print(label, type(error).__name__, error)
def meta(result):
    class Meta(type):
        def mro(cls):
            value = result(cls)
            if isinstance(value, Exception): raise value
            return value
    return Meta
for label, result in {"empty": lambda c: [], "only self": lambda c: [c], "no self": lambda c: [object],
                      "not types": lambda c: [c, 5, object], "none": lambda c: None,
                      "raises": lambda c: ValueError("mro"), "twice": lambda c: [c, c, object],
                      "int": lambda c: [c, int, object],
                      "generator": lambda c: (b for b in (c, object)), "str": lambda c: "ab",
                      "default": lambda c: type.mro(c)}.items():
    attempt(label, lambda: [b.__name__ for b in meta(result)("X", (), {}).__mro__])
class A: pass
class B: pass
class C(A): pass
class D(C): pass
attempt("swap", lambda: [setattr(C, "__bases__", (B,)), D.__mro__[-2].__name__])
attempt("cycle", lambda: setattr(A, "__bases__", (D,)))
attempt("self", lambda: setattr(C, "__bases__", (C,)))
attempt("D under C", lambda: setattr(C, "__bases__", (D,)))
attempt("empty", lambda: setattr(C, "__bases__", ()))
attempt("int", lambda: setattr(C, "__bases__", (int,)))
attempt("no tuple", lambda: setattr(C, "__bases__", [A]))
attempt("no type", lambda: setattr(C, "__bases__", (5,)))
attempt("delete", lambda: delattr(C, "__bases__"))
attempt("object", lambda: setattr(object, "__bases__", (A,)))
attempt("twice", lambda: setattr(C, "__bases__", (A, A)))
print([b.__name__ for b in D.__mro__])
class Slots: __slots__ = ("a",)
class Other: __slots__ = ("b",)
class Same: __slots__ = ("a",)
for value, cls in ([(A(), B), (A(), int), (A(), 5), (Slots(), Other), (Slots(), Same), (Slots(), A), (A(), Slots),
                    (5, A), (A, type), (A(), object)]):
    attempt(f"{type(value).__name__} becomes", lambda: setattr(value, "__class__", cls))
class M1(type): pass
class M2(type): pass
class X(metaclass=M1): pass
class Y(metaclass=M2): pass
attempt("metaclasses", lambda: type("Z", (X, Y), {}))
attempt("layouts", lambda: type("Z", (int, str), {}))
attempt("order", lambda: type("Z", (object, A), {}))
attempt("final", lambda: type("Z", (bool,), {}))
attempt("function base", lambda: type("Z", (len,), {}))
class Entries:
    def __init__(self, value): self.value = value
    def __mro_entries__(self, bases): return self.value
for value in ((A,), (), [A], 5, (Entries(()),), (A, B)):
    def make():
        class Z(Entries(value)): pass
        return Z.__bases__ and Z.__mro__[1].__name__
    attempt("entries", make)
attempt("name", lambda: type("a\0b", (), {}))
attempt("surrogate", lambda: type("\ud800", (), {}).__name__ == "\ud800")
attempt("dict", lambda: type("Z", (), 5))
attempt("three", lambda: type("Z", ()))
attempt("set name", lambda: setattr(A, "__name__", 5))
attempt("null", lambda: setattr(A, "__name__", "x\0"))
attempt("qualname", lambda: setattr(A, "__qualname__", 5))
attempt("builtin", lambda: setattr(int, "x", 1))
attempt("del", lambda: delattr(A, "__name__"))
attempt("dict item", lambda: A.__dict__.__setitem__("x", 1))
attempt("abstract", lambda: A.__abstractmethods__)
attempt("module", lambda: setattr(A, "__module__", 5))
print(A.__module__)
