# marshal: values to bytes and back, in every version, and data that is none.
import marshal


def show(f, *args):
    try:
        print(repr(f(*args))[:150])
    except Exception as e:
        print(type(e).__name__, e)


def f(a, b=1, *c, d=2):
    return lambda: a


def values():
    yield from (None, True, False, ..., StopIteration, 0, 255, -1, 2**31 - 1, 2**31, -(2**31) - 1, 2**62, -(2**100),
                1.5, -0.0, 1 + 2j)
    yield from (float("inf"), "", "abc", "\xe9", "\u1234", "\ud800", "x" * 300, b"", b"abc", bytearray(b"x"), (),
                tuple([1, 2]), [1, [2]])
    yield from ({}, {1: [2]}, set(), {3}, frozenset({4}), (1,) * 260, type, object())


for version in range(5):
    for value in values():
        show(marshal.dumps, value, version)
code = marshal.loads(marshal.dumps(f.__code__))
print(code == f.__code__, code.co_varnames, type(code.co_consts[-1]), marshal.version)
shared = [1.5]
print(marshal.dumps([shared, shared]), marshal.loads(marshal.dumps([shared, shared])))
for data in (b"", b"?", b"i\0\0", b"[\1\0\0\0", b"s\3\0\0\0ab", b"r\0\0\0\0", b")\1N", b"N extra", "str", 5, b"c",
             b"l\2\0\0\0\0\0\0\0",
             b"l\1\0\0\0\xff\xff", b"0", b"{NN0", b"<\1\0\0\0[\0\0\0\0", b"z\3ab", b"Z\2ab", b"\xdb\1\0\0\0r\0\0\0\0",
             b"I\1\0\0\0\0\0\0\1",
             b"f\x031.5", b"(\xff\xff\xff\xff", b"u\1\0\0\0\xff"):
    show(marshal.loads, data)
loop = []
loop.append(loop)
show(marshal.dumps, loop)
deep = ()
for _ in range(3000):
    deep = (deep,)
show(marshal.dumps, deep)
