"""Attribute hooks that call themselves, lie to hasattr, and write where they should not."""
def attempt(label, call):
    try: print(label, call())
    except BaseException as error:
        print(label, type(error).__name__, error, getattr(error, "name", ""),
              type(getattr(error, "obj", None)).__name__)
class Lies:
    def __getattr__(self, name):
        if name == "attr": raise AttributeError("no attr")
        if name == "key": raise KeyError("key")
        if name == "exit": raise SystemExit(3)
        if name[:2] == "__": raise AttributeError(name)
        return name.upper()
    def __dir__(self): return ["b", 5, "a"]
l = Lies()
for name in ("x", "attr", "key", "exit", "__len__", "__class__", ""):
    attempt(f"get {name}", lambda: getattr(l, name))
    attempt(f"has {name}", lambda: hasattr(l, name))
    attempt(f"default {name}", lambda: getattr(l, name, "default"))
attempt("dir", lambda: dir(l))
attempt("len", lambda: len(l))
attempt("number", lambda: getattr(l, 5))
attempt("set number", lambda: setattr(l, 5, 1))
attempt("vars", lambda: vars(l))
attempt("vars 5", lambda: vars(5))
attempt("del", lambda: delattr(l, "nope"))
l.__dict__[5] = "five"
attempt("odd key", lambda: (vars(l), getattr(l, "x")))
attempt("dict 5", lambda: setattr(l, "__dict__", 5))
attempt("del dict", lambda: delattr(l, "__dict__"))
print(vars(l))
class Set:
    def __setattr__(self, name, value): log.append(name); object.__setattr__(self, name + "_", value)
    def __delattr__(self, name): log.append("del " + name); raise KeyError(name)
log = []
s = Set()
s.a = 1
s.a_ += 5
print(vars(s), log)
attempt("del", lambda: delattr(s, "a_"))
s.__class__ = Lies
print(log, type(s).__name__, vars(s))
class Data:
    def __get__(self, o, owner): return ("data", o is None)
    def __set__(self, o, v): o.__dict__["d"] = v
class NonData:
    def __get__(self, o, owner): return "non-data"
class OnlySet:
    def __set__(self, o, v): raise ArithmeticError(v)
class OnlyDelete:
    def __delete__(self, o): log.append("deleted")
class Raises:
    def __get__(self, o, owner): raise AttributeError("from get")
    def __set__(self, o, v): raise AttributeError("from set")
class H:
    d, n, s, x, r = Data(), NonData(), OnlySet(), OnlyDelete(), Raises()
    def __getattr__(self, name): return f"fallback {name}"
h = H()
for name in "dnsxr":
    attempt(f"get {name}", lambda: str(getattr(h, name)).split(" object")[0])
    attempt(f"set {name}", lambda: setattr(h, name, 5))
    attempt(f"again {name}", lambda: str(getattr(h, name)).split(" object")[0])
    attempt(f"del {name}", lambda: delattr(h, name))
print(vars(h), H.d)
attempt("class r", lambda: H.r)
attempt("none get", lambda: Data.__get__(Data(), None, None))
attempt("property set", lambda: setattr(type("P", (), {"p": property(lambda s: 1)})(), "p", 2))
attempt("property del", lambda: delattr(type("P", (), {"p": property(lambda s: 1)})(), "p"))
attempt("method set", lambda: setattr(h.__getattr__, "x", 1))
attempt("builtin set", lambda: setattr(len, "x", 1))
attempt("none set", lambda: setattr(None, "x", 1))
attempt("int set", lambda: setattr(5, "real", 1))
attempt("int new", lambda: setattr(5, "x", 1))
attempt("object set", lambda: setattr(object(), "x", 1))
attempt("type set", lambda: setattr(type, "x", 1))
attempt("module", lambda: delattr(__import__("sys"), "nope"))
attempt("suggest", lambda: [].appendd)
attempt("suggest module", lambda: __import__("math").sinn)
class Meta(type):
    m = Data(); n = NonData()
    def __getattr__(cls, name): return f"meta {name}"
    def __setattr__(cls, name, value): super().__setattr__(name, (value,))
class M(metaclass=Meta): n = "own"; m = "own m"
attempt("meta", lambda: (M.m, M.n, M.zz))
M.q = 1
print(M.q, hasattr(M(), "zz"))
attempt("abstract", lambda: M.__abstractmethods__)
object.__setattr__(h, "odd name", 1)
print(getattr(h, "odd name"))
attempt("type.__setattr__", lambda: type.__setattr__(int, "x", 1))
attempt("object on type", lambda: object.__setattr__(M, "x", 1))
attempt("getattribute", lambda: object.__getattribute__(5, "nope"))
attempt("getattribute 5", lambda: object.__getattribute__(h, 5))
attempt("type getattribute", lambda: type.__getattribute__(5, "x"))
class Slow:
    def __getattribute__(self, name):
        try: return object.__getattribute__(self, name)
        except AttributeError: return setattr(self, name, len(vars(self))) or vars(self)[name]
v = Slow()
print(v.a, v.b, v.a, vars(v))
many = type("Many", (), {})()
[setattr(many, f"a{n}", n) for n in range(100)]
[delattr(many, f"a{n}") for n in range(0, 100, 2)]
print(len(vars(many)), many.a99)
attempt("freed", lambda: many.a98)
