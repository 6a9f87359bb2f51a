# Attributes and methods that few programs ask for.
import collections
import copy


def told(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


class Bytes(bytearray):
    pass


class Bad:
    def __iter__(self):
        raise TypeError("mine")

    def __index__(self):
        raise ValueError("mine")

    def __repr__(self):
        return "bad"

    def name(self):
        pass


def lines():
    x = 1


    return [i for
            i in "a"]


async def asynchronous():
    yield


data, more = bytearray(b"a\xff"), Bytes(b"q")
more.z = 1
for protocol in range(5):
    print(data.__reduce_ex__(protocol), more.__reduce_ex__(protocol), bytearray().__reduce_ex__(protocol))
print(data.__reduce__(), copy.deepcopy(more), copy.copy(more).z)
print((5).__add__.__reduce__(), Bad().name.__reduce__())
for call in (data.extend, data.__contains__, b"a".__contains__, bytearray):
    for value in (1.5, Bad(), ["a"], 300, 10**30):
        if call is not bytearray or isinstance(value, (float, list)):
            told(call, value)
print(asynchronous.__class__, type(asynchronous())[int], lines.__code__.co_lnotab)
for thing, name in ((asynchronous(), "ag_code"), (asynchronous(), "ag_running"), ((i for i in ""), "gi_code")):
    told(setattr, thing, name, 1)
    print(vars(type(thing))[name])
for args in ((10**30,), (), (1, 2), ("a",)):
    told(lines.__code__._varname_from_oparg, *args)
    told((5).to_bytes, *args)
    told(collections.deque("ab").index, *args)
    told(collections.deque("ab").insert, *args)
    told(collections.deque("ab").rotate, *args)
print(object.__sizeof__(-1), object.__sizeof__(-10**18))
told(type, 1, z=1)
