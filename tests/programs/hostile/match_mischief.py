"""Patterns over classes and containers that lie, and hooks that raise in the middle of a match."""
def attempt(label, call):
    try: print(label, call())
    except BaseException as error: print(label, type(error).__name__, error)
class Args:
    __match_args__ = ("a", "b")
    def __init__(self, a=1, b=2): self.a, self.b = a, b
class Prop:
    __match_args__ = ("x",)
    @property
    def x(self): raise ValueError("x")
class Missing: __match_args__ = ("nope",)
class Dup: __match_args__ = ("a", "a"); a = 1
class Meta(type):
    def __instancecheck__(cls, o): return cls.answer() if callable(cls.answer) else cls.answer
class Yes(metaclass=Meta): answer = True; __match_args__ = ("real",)
class Odd(metaclass=Meta): answer = [1]; __match_args__ = ()
class Bad(metaclass=Meta): answer = staticmethod(lambda: 1 / 0)
def classes(v):
    match v:
        case Args(1, 3): return "1 3"
        case Args(a=5): return "a=5"
        case Args(x, b=y): return x, y
        case Prop(x): return x
        case Missing(x): return "missing?"
        case Missing(): return "missing"
        case Dup(a, b): return a
        case str(x) | bytes(x): return "text", x
        case int(real=r, imag=i): return r, i
        case _: return "other"
for v in (Args(1, 3), Args(5), Args(7, 8), Prop(), Missing(), Dup(), "s", b"b", True, 5.0, None, Args):
    attempt("class", lambda: classes(v))
def lies(v, cls):
    match v:
        case cls(x): return "one", x
        case cls(): return "none"
        case cls.answer: return "value"
    return "no"
for cls in (Yes, Odd, Bad, int, list, object, dict, type): attempt(cls.__name__, lambda: lies(3, cls))
for value in (5, ["a"], ("a", 5), (), ("a",), None, "ab"):
    T = type("T", (), {"__match_args__": value, "a": 1})
    attempt(f"args {value!r}", lambda: lies(T(), T))
class Descr:
    def __get__(self, o, owner): raise AttributeError("descr") if o is None else KeyError("x")
class D: __match_args__ = Descr()
attempt("descr", lambda: lies(D(), D))
attempt("not a class", lambda: lies(3, 5))
attempt("function", lambda: lies(3, len))
from collections.abc import Sequence, Mapping
class Seq(Sequence):
    def __init__(self, n, items): self.n, self.items = n, items
    def __len__(self): return self.n() if callable(self.n) else self.n
    def __getitem__(self, i):
        got.append(i)
        return self.items[i]
def seq(v):
    match v:
        case []: return "empty"
        case [x]: return "one", x
        case [x, y]: return "two", x, y
        case [x, *rest, y]: return "more", x, rest, y
    return "no"
got = []
for n, items in ((0, []), (1, []), (2, [1, 2, 3]), (5, [1, 2]), (-1, []), ("a", []), (2 ** 70, []), (lambda: 1 / 0, []),
                 (3, "abc")):
    attempt(f"seq {n if not callable(n) else 'raises'}", lambda: seq(Seq(n, items)))
for v in ([1], (1, 2), "ab", b"ab", bytearray(b"ab"), range(3), {1: 2}, {1, 2}, iter([1]), memoryview(b"abc"), None,
          __import__("collections").deque([1, 2]), __import__("array").array("i", [1, 2])):
    attempt(f"seq {type(v).__name__}", lambda: seq(v))
print(got)
class Map(Mapping):
    def __init__(self, get): self.g = get
    def __len__(self): return 1 / 0
    def __iter__(self): return iter(["k", "z"])
    def __getitem__(self, key): return self.g(key)
def mapping(v):
    match v:
        case {"k": 1}: return "k 1"
        case {"k": x, **rest}: return "k", x, rest
        case {}: return "some mapping"
    return "no"
for get in (lambda k: 1, lambda k: k, lambda k: {}[k], lambda k: 1 / 0): attempt("map", lambda: mapping(Map(get)))
for v in ({}, {"k": 1}, {"k": 2, "l": 3}, __import__("collections").defaultdict(int), [("k", 1)],
          type("M", (dict,), {"get": lambda *a: 1, "__missing__": lambda s, k: 1})(),
          type("N", (dict,), {"get": None})(k=1), __import__("collections").ChainMap({"k": 1})):
    attempt(f"map {type(v).__name__}", lambda: mapping(v))
def keys(v, a, b):
    class K: one, two = a, b
    match v:
        case {K.one: x, K.two: y}: return x, y
    return "no"
attempt("keys", lambda: keys({1: 2, 3: 4}, 1, 3))
attempt("twice", lambda: keys({1: 2}, 1, 1))
attempt("equal", lambda: keys({1: 2}, 1, 1.0))
attempt("unhashable", lambda: keys({1: 2}, 1, []))
class Eq:
    def __eq__(self, o): raise ArithmeticError("eq")
def literals(v):
    match v:
        case 1: return 1
        case None: return None
    return "no"
attempt("eq", lambda: literals(Eq()))
attempt("none", lambda: literals(None))
attempt("true", lambda: literals(True))
attempt("float", lambda: literals(1.0))
attempt("complex", lambda: literals(1 + 0j))
def guard(v):
    match v:
        case x if x / 0: return "?"
        case x: return x
attempt("guard", lambda: guard(1)); attempt("guard none", lambda: guard(None))
def binds(v):
    match v:
        case [a, [b, 5]] | [a, b]: pass
        case (c, ("q" as d)): pass
        case _: pass
    return sorted(locals().items(), key=str)
attempt("binds", lambda: binds([1, [2, 5]]))
attempt("binds", lambda: binds([1, [2, 6]]))
attempt("binds", lambda: binds(5))
