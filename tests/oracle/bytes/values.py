# Objects whose bytes are compared: values and containers.
import array
import collections
import struct


class Int(int): pass
class Str(str): pass
class Tuple(tuple): pass
class Bytes(bytes): pass
class List(list): pass
class Dict(dict): pass
class Ordered(collections.OrderedDict): pass


grown = []
for i in range(10): grown.append(i)
popped = list(range(20)); del popped[10:]
eaten = bytearray(b"abcdefgh"); del eaten[:3]
mixed = {1: 2, "a": "b"}
removed = dict.fromkeys("abcdef"); del removed["b"]
thinned = set(range(20)); thinned.discard(3)
hashed = frozenset((1, 2, 3)); hash(hashed)
tagged = Str("abc"); tagged.x = 1
ordered = collections.OrderedDict.fromkeys("abcdefgh"); ordered.pop("b"); ordered.move_to_end("c"); ordered.note = 1
queue = collections.deque(range(100), 70)
view = memoryview(b"abcdef")
words = "caf\xe9 au lait"
word = "".join(["x", "y"]); hash(word)
told = "".join(["\u0101", "b"]); hasattr(1, told)
blank = bytes(10); hash(blank)
deep = (1, (2, 3)); hash(deep)
subjects = {
    "None": None, "True": True, "False": False, "...": ..., "NotImplemented": NotImplemented, "object": object(),
    "0": 0, "1": 1, "-5": -5, "1000": 1000, "-2**30": -2**30, "2**60": 2**60, "-10**40": -10**40, "Int(7)": Int(7), "Int(-2**70)": Int(-2**70),
    "1.5": 1.5, "inf": float("inf"), "-0.0": -0.0, "1j": 1j, "complex": complex(1.5, -2),
    "''": "", "'a'": "a", "ascii": "hello world", "latin": words, "bmp": "\u0101b", "astral": "\U0001f600!", "sliced": words[:4], "upper": words.upper(), "hashed str": word, "utf8": told, "joined": "".join(["ab", "cd"]), "Str": Str("abc"), "Str with dict": tagged, "Str bmp": Str("\u0101"), "Str astral": Str("\U0001f600"),
    "b''": b"", "b'a'": b"a", "bytes": b"hello", "zeros": blank, "Bytes": Bytes(b"abc"),
    "bytearray()": bytearray(), "bytearray": bytearray(b"abc"), "eaten": eaten, "zeroed": bytearray(5),
    "()": (), "(1,)": (1,), "pair": (1, "a"), "deep": deep, "Tuple": Tuple((1, 2)), "with list": ([],),
    "[]": [], "[1]": [1], "grown": grown, "popped": popped, "[0]*5": [0] * 5, "List": List([1, 2]), "split": "a b".split(),
    "{}": {}, "dict": {"a": 1}, "mixed": mixed, "removed": removed, "Dict": Dict(a=1), "big dict": dict.fromkeys(range(100)), "copied": removed.copy(),
    "set()": set(), "set": {1, 2}, "frozenset()": frozenset(), "hashed": hashed, "thinned": thinned, "big set": set(range(100)),
    "range": range(3), "range 2": range(2, 20, 3), "big range": range(2**70), "slice": slice(1, None, 2),
    "queue": queue, "deque()": collections.deque(), "defaultdict": collections.defaultdict(list, a=[1]),
    "OrderedDict()": collections.OrderedDict(), "OrderedDict": ordered, "Ordered": Ordered({(1,): 2}),
    "array": array.array("i", [1, 2, 3]), "array()": array.array("d"), "memoryview": view, "view slice": view[1:3], "view of bytearray": memoryview(bytearray(3)), "Struct": struct.Struct("iqd"),
}
import gc; gc.collect(); gc.collect()   # what it stops tracking does not depend on when it ran
