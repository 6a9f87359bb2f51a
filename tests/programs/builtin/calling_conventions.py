# How a native function wants its arguments shows in what it says about wrong ones, and in the type of what is bound.
import _queue
import _thread
import array
import math
import re
import time


def told(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


for text in ("ab", b"ab", bytearray(b"ab")):
    for name in ("count", "find", "index", "rfind", "rindex", "startswith", "endswith"):
        told(getattr(text, name), sub=1)
        told(getattr(type(text), name), text, sub=1)
told(math.log, base=2)
told(time.gmtime, seconds=1)
told(re.match("a", "a").group, group=1)
told(range(3).__reduce__, 1)
group = ExceptionGroup("g", [ValueError()])
for method in (group.derive, group.split, group.subgroup):
    told(method)
told(_thread.RLock().__enter__, False)
told(_thread.allocate_lock().__enter__, timeout=1)
words = array.array("i", [1])
queue = _queue.SimpleQueue()
pattern = re.compile("a")
for method in (words.extend, words.__reduce_ex__, queue.get, queue.get_nowait, pattern.match, pattern.sub,
               pattern.scanner("").match):
    print(type(method), method.__sizeof__(), method.__qualname__)
    told(method, 1, 2, 3, 4)
    told(method, z=1)
for kind in (OSError, PermissionError, KeyError, SyntaxError, TabError, StopIteration, TypeError, UnicodeDecodeError,
             ExceptionGroup):
    print(kind.__name__, "__new__" in vars(kind))
