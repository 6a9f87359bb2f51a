# What the library's functools adds to the native one, which native_functions.py tests.
import _functools, functools, string
print([name for name in ("partial", "reduce", "cmp_to_key") if getattr(functools, name) is getattr(_functools, name)])
@functools.lru_cache(maxsize=2)
def f(x): print("f", x); return x*2
f(1); f(2); f(1); f(3); f(2); print(f.cache_info(), f.cache_parameters(), f.__wrapped__.__name__)
f.cache_clear(); print(f.cache_info())
@functools.total_ordering
class Size:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __lt__(self, other): return self.n < other.n
print(Size(1) <= Size(2), Size(1) > Size(2), Size(2) >= Size(2))
@functools.singledispatch
def kind(x): return "object"
kind.register(int, lambda x: "int"); print(kind(1), kind("a"), kind(True))
print(string.Template("$a and ${b}").substitute(a=1, b=2))
