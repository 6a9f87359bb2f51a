# Objects whose bytes are compared: instances, classes, exceptions, weak references, iterators, views and what modules make.
import collections, contextvars, functools, itertools, operator, random, re, sys, types, weakref


class Empty: pass
class Attrs:
    def __init__(self): self.a, self.b = 1, "b"
class Slots: __slots__ = ("a", "b")
class SlotsDict(Slots): pass
class Named:
    name = "x"
    def __init__(self, n): self.n = n
    def __call__(self): return 1
    def __len__(self): return 0
    def __iter__(self): return iter(())
class Meta(type): pass
class Made(metaclass=Meta): __slots__ = "x", "__weakref__"
class MyError(ValueError): pass


s = Slots(); s.a = 1
attrs = Attrs()
looked = Attrs(); looked.__dict__
changed = Attrs(); del changed.a; changed.z = 1
kept = Empty()
noted = ValueError(1, 2); noted.add_note("hm")
chained = None
try:
    try: {}["x"]
    except KeyError: [][1]
except IndexError as e: chained = e
errors = {}
for text in "nothing_here", "1 .nothing", "import nothing_there", "int('x')", "(", "{}[1]", "raise StopIteration(5)", "raise SystemExit(3)", "raise OSError(2, 'no', 'f')", "'\\ud800'.encode()", "b'\\xff'.decode()", "raise ExceptionGroup('g', [ValueError(1)])", "1/0":
    try: exec(text)
    except BaseException as e: errors[text] = e.with_traceback(None)
walked = iter([1, 2, 3]); next(walked)
numbered = enumerate("ab"); next(numbered)
keyed = iter({1: 2, 3: 4}); next(keyed)
ref = weakref.ref(kept)
hashed = weakref.ref(Empty, print); hash(hashed)
var = contextvars.ContextVar("var", default=5)
unset = contextvars.ContextVar("unset")
Point = collections.namedtuple("Point", "x y")
ordered = collections.OrderedDict(a=1, b=2)
subjects = {
    "Empty()": Empty(), "Attrs()": attrs, "looked": looked, "changed": changed, "Slots()": s, "SlotsDict()": SlotsDict(), "Named()": Named(1), "Made()": Made(), "Made": Made, "Meta": Meta,
    "Empty": Empty, "Slots": Slots, "Named": Named, "MyError": MyError, "Point": Point, "Point()": Point(1, 2),
    "dict of attrs": looked.__dict__,
    "BaseException": BaseException(), "Exception(1)": Exception(1), "noted": noted, "chained": chained, "KeyError": KeyError("k"), "MyError()": MyError("m"), "StopAsyncIteration": StopAsyncIteration(), "MemoryError": MemoryError(), "UnicodeTranslateError": UnicodeTranslateError("a", 0, 1, "c"), "BlockingIOError": BlockingIOError(1, "x", 3), "BaseExceptionGroup": BaseExceptionGroup("g", [KeyboardInterrupt()]),
    **{"error of " + k: v for k, v in errors.items()},
    "iterator": walked, "list_iterator": iter([]), "list reverse": reversed([1, 2]), "tuple_iterator": iter((1,)), "str_iterator": iter("\xe9"), "ascii iterator": iter("a"), "bytes_iterator": iter(b"a"), "bytearray_iterator": iter(bytearray(b"a")), "memory_iterator": iter(memoryview(b"ab")), "range_iterator": iter(range(2, 9, 3)), "longrange_iterator": iter(range(2**70)), "set_iterator": iter({1, 2}), "dict_keyiterator": keyed, "dict_valueiterator": iter({1: 2}.values()), "dict_itemiterator": iter({1: 2}.items()), "reverse keys": reversed({1: 2}), "reverse values": reversed({1: 2}.values()), "reverse items": reversed({1: 2}.items()), "callable_iterator": iter(len, 1), "seq iterator": iter(type("S", (), {"__getitem__": len})()), "enumerate": numbered, "big enumerate": enumerate("a", 2**70), "reversed": reversed(type("R", (), {"__getitem__": len, "__len__": lambda s: 3})()), "zip": zip([1], "a"), "strict zip": zip("a", strict=True), "map": map(len, ["a"]), "filter": filter(None, [1]), "keys": {1: 2}.keys(), "values": {1: 2}.values(), "items": {1: 2}.items(), "lines": Attrs.__init__.__code__.co_lines(), "positions": Attrs.__init__.__code__.co_positions(), "finished iterator": (lambda i: (list(i), i)[1])(iter([1])),
    "weakref": ref, "weakref callback": hashed, "proxy": weakref.proxy(kept), "callable proxy": weakref.proxy(attrs.__init__.__func__), "referent": kept,
    "namespace": types.SimpleNamespace(a=1), "alias": list[int], "union": int | str, "new module": types.ModuleType("m", "doc"), "proxied": types.MappingProxyType({}), "flags": sys.flags, "version": sys.version_info,
    "context": contextvars.Context(), "var": var, "unset var": unset, "token": var.set(3), "missing": contextvars.Token.MISSING,
    "partial": functools.partial(print, 1, sep=""), "cmp_to_key": functools.cmp_to_key(len), "key": functools.cmp_to_key(len)(5), "lru_cache": functools.lru_cache(maxsize=3)(len), "itemgetter": operator.itemgetter(1), "itemgetters": operator.itemgetter(1, 2), "attrgetter": operator.attrgetter("a.b"), "methodcaller": operator.methodcaller("f", 1, x=2), "tuplegetter": Point.x, "random": random.Random(5), "deque iterator": iter(collections.deque([1])), "deque reverse": reversed(collections.deque([1])),
    "ordered iterator": iter(ordered), "ordered reverse": reversed(ordered.items()), "ordered items": ordered.items(), "ordered keys": ordered.keys(),
    "chain": itertools.chain([1], [2]), "count": itertools.count(5), "count 2": itertools.count(0.5, 2), "cycle": itertools.cycle([1]), "repeat": itertools.repeat(1, 3), "islice": itertools.islice([1, 2], 1, 5, 2), "accumulate": itertools.accumulate([1]), "groupby": itertools.groupby([1]), "product": itertools.product([1], [2, 3]), "permutations": itertools.permutations([1, 2, 3], 2), "combinations": itertools.combinations([1, 2], 1), "with replacement": itertools.combinations_with_replacement([1, 2], 1), "pairwise": itertools.pairwise([1]), "zip_longest": itertools.zip_longest([1], [2]), "starmap": itertools.starmap(len, []), "tee": itertools.tee([1])[0], "compress": itertools.compress([1], [1]), "takewhile": itertools.takewhile(len, []), "dropwhile": itertools.dropwhile(len, []), "filterfalse": itertools.filterfalse(len, []),
    "pattern": re.compile("a(b)?c"), "match": re.match("a(b)?", "a"), "scanner": re.compile("x").scanner("xx"),
}
import gc; gc.collect(); gc.collect()   # what it stops tracking does not depend on when it ran
