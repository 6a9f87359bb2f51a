# Objects whose bytes are compared: what native modules make, and what one meets only inside others.
import abc, array, functools, gc, itertools, struct, _string


class Base(abc.ABC):
    @abc.abstractmethod
    def f(self): pass


async def numbers():
    yield 1
@functools.lru_cache(maxsize=5)
def kept(n): return n


kept(1); kept(2)
view = memoryview(b"abc")
waiting = anext(numbers(), 5)
twin, other = itertools.tee([1, 2, 3]); next(twin)
groups = itertools.groupby([1, 1, 2])
group = next(groups)[1]
subjects = {
    "managed buffer": gc.get_referents(view)[0], "abc data": Base._abc_impl, "anext": waiting, "tee data": twin.__reduce__()[1][0], "grouper": group, "tee": twin, "groupby": groups, "lru_cache": kept,
    "unpack_iterator": struct.iter_unpack("i", bytes(8)), "arrayiterator": iter(array.array("i", [1])), "formatter": _string.formatter_parser("{a!r:b}"), "field name": _string.formatter_field_name_split("a.b[1]")[1],
    "class": Base, "bound": type.__subclasses__.__get__(int),
}
gc.collect(); gc.collect()
