# What functions of native modules say about wrong arguments, and what their classes have.
import _bisect
import _codecs
import _functools
import _operator
import _queue
import _random
import _struct
import _symtable
import array
import binascii
import functools
import itertools
import math
import time
import types
import unicodedata
import weakref


def told(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


for call, args in (
        (math.log, ()), (math.log, (1, 2, 3)), (time.ctime, (1, 2)), (time.localtime, (1, 2)),
        (time.gmtime, ("a",)), (time.strftime, ()), (time.strftime, (1,)), (time.sleep, (10**30,)),
        (time.sleep, ("a",)), (_functools.cmp_to_key, ()), (_functools.cmp_to_key(max), (1, 2)),
        (functools.lru_cache, (1, 2, 3, 4)), (_symtable.symtable, (1, "a", "b")), (_struct.calcsize, ([],)),
        (_struct.pack_into, ("i", None, 0)), (_struct.unpack_from, ("i", b"a", 10**30)),
        (unicodedata.lookup, (bytearray(b"q"),)), (_operator._compare_digest, (b"a", 1)),
        (_operator._compare_digest, (1, 1)), (_bisect.bisect, ([], 1, 2, "a")),
        (_bisect.bisect, ([], 1, 0, 10**30)), (itertools._grouper, ()), (itertools._grouper, (1, 2)),
        (itertools._tee_dataobject, ()), (itertools._tee_dataobject, (1, 2, 3)),
        (itertools.combinations, (1, 2, 3)), (binascii.hexlify, ()), (binascii.b2a_hex, ()),
        (array.array, (None,)), (array.array, ("a", 1)), (array.array("i").pop, (10**30,)),
        (array.array("i", [1]).index, (1, "a")), (_codecs.charmap_build, ("",)),
        (_codecs.charmap_build, ("a\ufffeb",)), (_codecs.utf_8_decode, (b"a", "strict", None)),
        (_codecs.utf_16_ex_decode, (b"a", "strict", 0, "a"))):
    told(call, *args)
told(itertools._tee, "a", z=1)
told(_random.Random, z=1)
for thing in (functools.partial(max), functools.lru_cache(max), _operator.itemgetter(1), array.array("i"),
              _struct.Struct("i")):
    print(thing.__module__)
print("__getattribute__" in vars(types.FunctionType), "__getattribute__" in vars(weakref.ref))
print("__new__" in vars(_queue.SimpleQueue))


class Queue(_queue.SimpleQueue):
    def __new__(cls):
        return super().__new__(cls)


print(Queue().empty(), functools.wraps(functools.partial(max))(lambda: 1).__module__)
