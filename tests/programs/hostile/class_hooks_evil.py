"""Every hook of class making raises or returns nonsense."""
def attempt(label, call):
    try:
        print(label, call())
    except Exception as error:
        print(label, type(error).__name__, error, getattr(error, "__notes__", ""), "cause:", repr(error.__cause__))
class NotAMapping(type):
    @classmethod
    def __prepare__(meta, name, bases): return 5
class Raises(type):
    @classmethod
    def __prepare__(meta, name, bases): raise ValueError("prepare")
class Evil(dict):
    def __setitem__(self, key, value):
        if key == "bad": raise KeyError("setitem")
        super().__setitem__(key, value)
    def __getitem__(self, key):
        if key == "look": raise ArithmeticError("getitem")
        return super().__getitem__(key)
class Prepared(type):
    @classmethod
    def __prepare__(meta, name, bases): return Evil()
def body(meta, source):
    exec(f"class X(metaclass={meta}):\n    {source}\nresult = X", namespace := dict(globals()))
    return namespace["result"].__name__
for meta, source in [("NotAMapping", "pass"), ("Raises", "pass"), ("Prepared", "bad = 1"), ("Prepared", "good = look"),
                     ("Prepared", "good = 1"), ("5", "pass"), ("lambda n, b, d: n + '!'", "pass"), ("print", "pass"),
                     ("type", "1 / 0"), ("type", "__classcell__ = 5"), ("type", "__slots__ = 5"),
                     ("type", "__slots__ = ['a b']"), ("type", "__slots__ = ['a']; a = 1"),
                     ("type", "__slots__ = ['__dict__', '__dict__']"), ("type", "__slots__ = (x for x in ['a', 'b'])"),
                     ("type", "__slots__ = [1]"), ("type", "__qualname__ = 5"), ("type", "__set_name__ = 1"),
                     ("type", "__init_subclass__ = 5"), ("type", "__doc__ = 5"),
                     ("type", "__annotations__ = 5\n    x: int")]:
    attempt(f"{meta} {source!r}", lambda: body(meta, source))
class Named:
    def __init__(self, error=None): self.error = error
    def __set_name__(self, owner, name):
        setattr(owner, name + "_too", 1)
        delattr(owner, name)
        if self.error: raise self.error
attempt("set_name", lambda: sorted(n for n in vars(type("A", (), {"a": Named(), "b": Named()})) if n[0] != "_"))
attempt("set_name raises", lambda: type("A", (), {"a": Named(ValueError("named"))}))
attempt("set_name no callable", lambda: type("A", (), {"a": type("N", (), {"__set_name__": 5})()}))
class Base:
    def __init_subclass__(cls, **named):
        if named: raise TypeError(f"named {named}")
        cls.made = True
attempt("subclass", lambda: type("A", (Base,), {}).made)
attempt("subclass named", lambda: type("A", (Base,), {}, x=1))
attempt("object named", lambda: type("A", (), {}, x=1))
class NoClass(type):
    def __new__(meta, *args): return 5
    def __init__(cls, *args): print("not called")
def cell():
    class A(metaclass=NoClass):
        def f(self): return super().f()
    return A
attempt("no class", cell)
class Lost(type):
    def __new__(meta, name, bases, space):
        space = dict(space); space.pop("__classcell__", None)
        return super().__new__(meta, name, bases, space)
def lost():
    class A(metaclass=Lost):
        def f(self): return __class__
attempt("cell lost", lost)
class Twice(type):
    def __new__(meta, name, bases, space):
        super().__new__(meta, name, bases, dict(space))
        return super().__new__(meta, name, bases, dict(space))
def twice():
    class A(metaclass=Twice):
        def f(self): return __class__
    return A().f() is A
attempt("cell twice", twice)
class Init(type):
    def __init__(cls, *args): return 5
attempt("init", lambda: Init("A", (), {}))
class New:
    def __new__(cls): return 5
    def __init__(self): print("not called")
class InitValue:
    def __init__(self): return 5
attempt("new", New)
attempt("init value", InitValue)
attempt("args", lambda: type("A", (), {})(1))
attempt("object args", lambda: object(1))
attempt("new only", lambda: type("A", (), {"__new__": lambda c, x: object.__new__(c)})(1) and 1)
attempt("object.__new__", lambda: object.__new__(int))
attempt("int.__new__", lambda: int.__new__(object))
attempt("list.__new__", lambda: list.__new__(5))
attempt("no args", lambda: object.__new__())
