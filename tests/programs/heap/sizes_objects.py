# Sizes of functions, code, classes, instances, descriptors, iterators and what the interpreter makes.
import sys, types, weakref, functools, operator, collections, contextvars, itertools, array, string, random, re, struct
from sys import getsizeof as size


def show(what, *objects):
    print(what, *((type(x).__name__, size(x), type(x).__basicsize__, type(x).__itemsize__) for x in objects))


def f(a, b=1, *args, c, d=2, **kw): return lambda: (a, b)
def g(): yield 1
async def co(): pass
async def ag(): yield
lam = lambda: 0
show("function", f, lam, f(1, c=2), len, [].append, str.join, print, object.__init__, object().__init__, f.__get__(1),
     "".__add__, dict.fromkeys, dict.__dict__["fromkeys"], type.__dict__["__dict__"], type.__dict__["__base__"],
     type(f).__dict__["__globals__"], f(1, c=2).__closure__[0])
show("code", f.__code__, g.__code__, lam.__code__, co.__code__, ag.__code__, compile("", "x", "exec"),
     compile("1", "x", "eval"), compile("x = 1\n" * 100, "x", "exec"),
     compile("def f(): pass\nclass C: pass", "x", "exec"))
show("code parts",
     *(p for c in (f.__code__, g.__code__)
       for p in (c.co_code, c.co_consts, c.co_names, c.co_varnames, c.co_linetable, c.co_exceptiontable, c.co_freevars,
                 c.co_cellvars)))
gen, coro, agen = g(), co(), ag()
show("generator", gen, coro, agen, (x for x in ()), (x + y for x in () for y in ()), coro.__await__(), agen.__anext__(),
     agen.asend(None), agen.aclose(), agen.athrow(ValueError))
coro.close()
def wide():
    a = b = c = d = e = [1, 2, (3, *range(4), [5, {6: [7, 8, 9, (10, sys._getframe())]}])]
    yield a, b, c, d, e
show("wide", wide(), next(wide()), wide.__code__)
def frame(n, *more):
    x = y = z = n
    return sys._getframe()
show("frame", sys._getframe(), frame(1), (lambda: sys._getframe())(), next(sys._getframe() for _ in "a"), gen.gi_frame,
     frame(1).f_back, frame.__code__)
class Frame: here = sys._getframe()
show("frame", Frame.here)
exec("show('exec', sys._getframe())")
try: frame()
except TypeError as e: show("traceback", e, e.__traceback__, e.args, e.__traceback__.tb_frame)

class Empty: pass
class Slots: __slots__ = ("a", "b")
class SlotsDict: __slots__ = ("a", "__dict__")
class SlotsWeak: __slots__ = ("a", "__weakref__")
class NoSlots(Slots): pass
class MoreSlots(Slots): __slots__ = ("c",)
class None_: __slots__ = ()
class Meta(type): pass
class WithMeta(metaclass=Meta): pass
class Methods:
    x = 1
    def f(self): pass
    @property
    def p(self): pass
    @staticmethod
    def s(): pass
    @classmethod
    def c(cls): pass
    def __add__(self, o): return 1
    def __getitem__(self, i): return 1
class MetaSlots(type):
    def __new__(m, *a): return super().__new__(m, *a)
    extra = 1
show("class", Empty, Slots, SlotsDict, NoSlots, None_, WithMeta, Methods, Meta, int, type, object, dict,
     MetaSlots("X", (), {"__slots__": tuple("abcdefgh")}))
show("instance", Empty(), Slots(), SlotsDict(), SlotsWeak(), NoSlots(), MoreSlots(), None_(), WithMeta(), Methods(),
     object())
for cls in (list, dict, set, frozenset, bytearray, Exception, OSError, collections.deque, collections.defaultdict,
            property, staticmethod, types.ModuleType, weakref.ref, float, complex, types.SimpleNamespace, enumerate,
            functools.partial, random.Random):
    one, two = type("One", (cls,), {}), type("Two", (cls,), {"__slots__": ()})
    print("subclass", cls.__name__,
          [(c.__basicsize__, c.__itemsize__, c.__dictoffset__, c.__weakrefoffset__) for c in (cls, one, two)])
m = Methods()
show("descriptor", Methods.__dict__["p"], Methods.__dict__["s"], Methods.__dict__["c"], Slots.__dict__["a"],
     Empty.__dict__["__dict__"], Empty.__dict__["__weakref__"], m.f, m.c, m.s, super(Methods, m), Methods.__dict__,
     m.__add__)
show("iterator", iter([]), iter(()), iter(""), iter("\xe9"), iter(b""), iter(bytearray()), iter({}), iter({}.values()),
     iter({}.items()), iter(set()), iter(range(3)), iter(range(2**70)), iter(m), iter(len, 1), reversed([]),
     reversed({}), reversed({}.values()), reversed({}.items()), reversed(()), reversed(range(1)),
     reversed(range(2**70)))
show("iterator", enumerate(""), zip(), zip("", ""), map(len, "", ""), filter(None, ""), f.__code__.co_lines(),
     f.__code__.co_positions(), {}.keys(), {}.values(), {}.items())
show("types", sys, types.ModuleType("m"), types.SimpleNamespace(a=1), list[int], int | str, types.MappingProxyType({}),
     sys.flags, sys.version_info, sys.float_info, sys.int_info, sys.hash_info, sys.implementation)
show("weak", weakref.ref(m), weakref.proxy(m), weakref.proxy(f), weakref.WeakMethod(m.f), weakref.KeyedRef(m, None, 1))
show("exception",
     *(e() for e in (BaseException, Exception, ValueError, KeyError, StopIteration, OSError, SystemExit, SyntaxError,
                     ImportError, NameError, AttributeError, UnicodeError, KeyboardInterrupt, GeneratorExit,
                     MemoryError)), OSError(2, "x", "y"), BlockingIOError(1, "x", 3),
                     UnicodeDecodeError("a", b"b", 0, 1, "c"), UnicodeEncodeError("a", "b", 0, 1, "c"),
                     UnicodeTranslateError("a", 0, 1, "c"), ExceptionGroup("g", [ValueError()]), StopAsyncIteration(1))
view = memoryview(b"abc")
show("memoryview", view, view[1:], memoryview(bytearray(5)), view.cast("c"), view.obj)
var = contextvars.ContextVar("var")
token = var.set(1)
show("context", contextvars.copy_context(), contextvars.Context(), var, token, contextvars.Token.MISSING)
show("functools", functools.partial(f, 1), functools.lru_cache(f), functools.cmp_to_key(lambda a, b: 0)(1),
     operator.itemgetter(1), operator.attrgetter("a"), operator.methodcaller("f"), functools.reduce,
     collections.namedtuple("P", "a b")(1, 2), collections.namedtuple("P", "a b").a)
show("itertools", itertools.chain(), itertools.count(), itertools.cycle(""), itertools.repeat(1),
     itertools.islice("", 1), itertools.accumulate(""), itertools.groupby(""), itertools.product(),
     itertools.permutations("ab"), itertools.combinations("ab", 1), itertools.pairwise(""), itertools.zip_longest(),
     itertools.starmap(f, ""), itertools.tee("")[0], itertools.compress("", ""))
show("modules", array.array("i"), array.array("d", [1, 2, 3]), random.Random(1), re.compile("a+b"),
     re.compile("(?P<x>[a-z]{2,3})|(\\d+)\\2"), re.match("(a)(b)", "ab"), re.compile("x").scanner("x"),
     struct.Struct("iqd"), struct.iter_unpack("i", b""))
show("deque", collections.deque(), iter(collections.deque()), reversed(collections.deque()),
     collections.defaultdict(list))
show("partial", *map(functools.partial(functools.partial, f), range(2)))
