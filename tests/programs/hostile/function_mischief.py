"""Functions whose parts are exchanged, also while they run."""
import types, functools
def attempt(label, call):
    try: print(label, call())
    except BaseException as error: print(label, type(error).__name__, error)
def f(a, b=2, *, c=3):
    if a == "swap": f.__code__ = g.__code__
    if a == "defaults": f.__defaults__, f.__kwdefaults__ = (9,), {"c": 8}
    if a == "clear": f.__kwdefaults__.clear()
    return "f", a, b, c
def g(a, b=20, *, c=30): return "g", a, b, c
for first in ("defaults", "x", "clear", "x", "swap", "x"): attempt(first, lambda: f(first))
for name, value in ([("__code__", 5), ("__code__", (lambda: outer_variable).__code__), ("__defaults__", [1]),
                     ("__defaults__", (1, 2, 3, 4)), ("__kwdefaults__", 5), ("__kwdefaults__", {"nope": 1}),
                     ("__name__", 5), ("__qualname__", None), ("__dict__", 5), ("__globals__", {}), ("__closure__", ()),
                     ("__annotations__", 5), ("__doc__", 5), ("__module__", []), ("__builtins__", {}),
                     ("__type_params__", ())]):
    attempt(f"set {name}", lambda: setattr(g, name, value))
attempt("too many defaults", lambda: g())
attempt("call", lambda: g(1))
g.__defaults__ = None
g.__kwdefaults__ = None
attempt("no defaults", lambda: g(1, 2))
del g.__defaults__
attempt("del name", lambda: delattr(g, "__name__"))
del g.__doc__, g.__module__
print(g.__doc__, g.__module__)
def closure():
    x = 1
    def inner(): return x
    def kill():
        nonlocal x
        del x
    return inner, kill
inner, kill = closure()
print(inner())
kill()
attempt("deleted cell", inner)
attempt("again", kill)
cell = inner.__closure__[0]
attempt("contents", lambda: cell.cell_contents)
cell.cell_contents = 5
print(inner())
del cell.cell_contents
attempt("empty", inner)
cell.cell_contents = cell
print(inner() is cell)
attempt("code with free", lambda: setattr(g, "__code__", inner.__code__))
attempt("other free", lambda: setattr(inner, "__code__", (lambda: cell).__code__))
attempt("exec free", lambda: exec(inner.__code__))
for args in ((), (5, {}), (g.__code__, 5), (g.__code__, {}, 5), (g.__code__, {}, "n", 5), (inner.__code__, {}),
             (inner.__code__, {}, "n", None, ()), (inner.__code__, {}, "n", None, (5,)),
             (inner.__code__, {}, "n", None, (cell, cell)), (g.__code__, {}, "n", None, (cell,))):
    attempt("function()", lambda: types.FunctionType(*args).__name__)
attempt("method", lambda: types.MethodType(5, 5))
attempt("method None", lambda: types.MethodType(g, None))
m = types.MethodType(len, "abc")
print(m(), m == types.MethodType(len, "abc"), hash(m) == hash(types.MethodType(len, m.__self__)))
attempt("method call", lambda: types.MethodType(m, 5)())
attempt("unbound", lambda: str.upper(5))
attempt("descr", lambda: str.upper.__get__(5))
attempt("descr", lambda: g.__get__(None, None))
attempt("classmethod", lambda: classmethod(5).__get__(1)())
attempt("static", lambda: staticmethod(5)())
attempt("property", lambda: property(5).__get__(1))
attempt("property", lambda: property().__get__(1))
attempt("property", lambda: property(1, 2, 3, 4, 5))
class P:
    @property
    def x(self): raise AttributeError("inside")
    def __getattr__(self, name): return f"fallback {name}"
print(P().x)
@functools.lru_cache(maxsize=2)
def cached(n): return cached(n - 1) + 1 if n else 0
print(cached(20), cached.cache_info().misses)
attempt("unhashable", lambda: cached([]))
attempt("deep", lambda: cached(5000))
class Key:
    def __hash__(self): cached.cache_clear(); return 1
    def __eq__(self, other): cached.cache_clear(); return True
    def __bool__(self): return False
attempt("evil key", lambda: [cached(Key()), cached(Key()), cached(Key())])
p = functools.partial(print)
p.__setstate__((p, (), {}, {}))
print(str(p)[:30])
attempt("state", lambda: p.__setstate__((5,)))
attempt("state", lambda: p.__setstate__((5, (), {}, {})))
attempt("partial", functools.partial)
attempt("partial", lambda: functools.partial(5))
attempt("reduce", lambda: functools.reduce(lambda a, b: a, []))
attempt("cmp", lambda: sorted([2, 1], key=functools.cmp_to_key(lambda a, b: "x")))
attempt("cmp", lambda: functools.cmp_to_key(5)(1) < functools.cmp_to_key(5)(2))
def gen_default(a=[]): a.append(len(a)); return a
print(gen_default(), gen_default(), gen_default.__defaults__)
gen_default.__defaults__[0].append(gen_default.__defaults__)
print(gen_default()[2] is gen_default.__defaults__)
def recursive(n=0): recursive.__defaults__ = (n + 1,); return recursive() if n < 50 else n
print(recursive())
attempt("long name",
        lambda: types.FunctionType((lambda: 1).__code__.replace(co_name="n" * 1000), {}).__name__.__len__())
