"""__slots__ that clash, are empty, deleted, shared and misused."""
def attempt(label, call):
    try: print(label, call())
    except BaseException as error: print(label, type(error).__name__, error)
def make(slots, bases=(), **members): return type("S", bases, {"__slots__": slots, **members})
for slots in ("a", "", ("a", "a"), ["a", "b"], {"a": "doc"}, ("__dict__",), ("__weakref__",),
              ("__dict__", "__weakref__", "x"), 5, None, (1,), ("a b",), ("1a",), ("",), ("__slots__",), ("__class__",),
              ("é",), ("a\0",), ("class",), ("__private",), iter("ab"), {"z", "y"} & {"z"}, (b"a",)):
    attempt(f"{slots!r}" if not hasattr(slots, "__next__") else "iterator",
            lambda: sorted(n for n in vars(make(slots)) if n not in ("__module__", "__doc__")))
attempt("clash", lambda: make(("a",), a=1))
attempt("int", lambda: make(("a",), (int,)))
attempt("int empty", lambda: make((), (int,))(5))
attempt("tuple", lambda: make(("a",), (tuple,)))
attempt("weakref twice", lambda: make(("__weakref__",), (make(("__weakref__",)),)))
attempt("dict twice", lambda: make(("__dict__",), (type("P", (), {}),)))
attempt("two layouts", lambda: type("T", (make(("a",)), make(("b",))), {}))
attempt("one empty", lambda: type("T", (make(("a",)), make(())), {}).__name__)
attempt("exception", lambda: make(("a",), (Exception,))().args)
S = make(("a", "b"))
s = S()
attempt("unset", lambda: s.a)
s.a = 1
print(s.a)
attempt("del", lambda: delattr(s, "a"))
attempt("del again", lambda: delattr(s, "a"))
attempt("other", lambda: setattr(s, "c", 1))
attempt("dict", lambda: s.__dict__)
attempt("weak", lambda: __import__("weakref").ref(s))
d = S.a
attempt("other type", lambda: d.__get__(5))
attempt("set other", lambda: d.__set__(5, 1))
attempt("none", lambda: d.__get__(None, S) is d)
attempt("none none", lambda: d.__get__(None, None))
attempt("delete", lambda: d.__delete__(s))
attempt("names", lambda: (d.__name__, d.__objclass__ is S, d.__doc__, S.__slots__))
S.__slots__ = ("c",)
attempt("late", lambda: setattr(s, "c", 1))
del S.a
attempt("gone", lambda: s.a)
S.a = d
s.a = 5
print(s.a)
class Base: __slots__ = ("a",)
class Sub(Base): __slots__ = ("a",)
x = Sub()
x.a = 1
Base.a.__set__(x, 2)
print(x.a, Base.a.__get__(x))
attempt("state", lambda: x.__getstate__())
attempt("copy", lambda: __import__("copy").copy(x).a)
attempt("reduce 1", lambda: x.__reduce_ex__(1))
attempt("reduce 2", lambda: len(x.__reduce_ex__(2)))
attempt("reduce bad", lambda: x.__reduce_ex__("a"))
attempt("class doc", lambda: make({"a": "the doc"}).a.__doc__)
attempt("big", lambda: len(make([f"s{n}" for n in range(300)]).__slots__))
attempt("private", lambda: sorted(n for n in dir(make(("__p",))) if "_p" in n))
attempt("lone underscore",
        lambda: [type("_", (), {"__slots__": ("__q",)}).__slots__,
                 "__q" in dir(type("_", (), {"__slots__": ("__q",)}))])
