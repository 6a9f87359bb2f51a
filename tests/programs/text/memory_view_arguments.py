# What memoryview's methods say about arguments, and keys that are tuples.
def told(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


class Odd:
    def __index__(self):
        raise TypeError("odd")


view = memoryview(bytearray(b"abcdefgh"))
for args in ((1,), ("ab",), ("C",), ("F",), (None,), ("\udc80",), (1, 2), ("A\0",)):
    told(view.tobytes, *args)
told(view.tobytes, order="C")
told(view.tobytes, orde="C")
for args in ((), (1,), ("\udc80",), ("a",), ("@i",), ("i", 2), ("i", ["a"]), ("i", [0]), ("i", [3]), ("i", (2,)),
             ("i", [1] * 65), ("i", [2], 3)):
    told(lambda: view.cast(*args).tolist())
told(lambda: memoryview(b"").cast("i", [1]))
told(lambda: view[::2].cast("c"))
told(lambda: view.cast(format="i").cast("h"))
for key in ((), (1,), (9,), (1, 2), (slice(1),), (slice(1), slice(2)), (1, slice(1)), "a", None):
    told(view.__getitem__, key)
    told(view.__setitem__, key, 65)
for value in (Odd(), "a", 1.5, 300, -1):
    told(view.__setitem__, 0, value)
    told(view.cast("d").__setitem__, 0, value)
print(view.tobytes())
