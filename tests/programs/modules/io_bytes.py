# BytesIO: places, views, sizes and states.
import copy
import gc
import io
import sys


def show(label, f, *args):
    try:
        print(label, "->", repr(f(*args)))
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


b = io.BytesIO(b"one\ntwo\r\nthree")
print(b.read(2), b.read1(3), b.readline(), b.readline(2), b.readlines(), b.tell(), list(b), b.read())
for args in (1,), (-1,), (1, 1), (-50, 1), (0, 2), (-2, 2), (0, 3), ("x",), (0, "x"), (2**70,), (2**63 - 1, 1), (), (2,):
    show(("seek", args), b.seek, *args)
for arg in None, 0, 1, -1, 3.0, "x", 2**70, 100:
    b.seek(2)
    for name in "read", "read1", "readline", "readlines", "truncate":
        show((name, arg), getattr(b, name), arg)
    show("content", b.getvalue)
b.seek(9)
b.write(bytearray(b"gap"))
print(b.getvalue(), b.writelines([b"x", memoryview(b"yz")]), b.getvalue())
for bad in "text", 5, [b"a", 1], memoryview(b"abcd")[::2]:
    show("write", b.write, bad)
    show("writelines", b.writelines, bad)
b.seek(0)
for target in bytearray(4), bytearray(99), b"const", 5:
    show("readinto", b.readinto, target)
show("detach", b.detach)
print(b.isatty(), b.readable(), b.writable(), b.seekable(), b.flush(), b.closed, hasattr(b, "name"), hasattr(b, "readinto1"))
b.close()
for name in "read", "getvalue", "tell", "isatty", "seekable", "__enter__", "__next__", "__iter__", "flush", "close", "__getstate__", "getbuffer", "__sizeof__":
    show(("closed", name), lambda: getattr(b, name)() is b or getattr(b, name)())
b.__init__(b"again")
print(b.read(), b.closed)

# The content is one bytes object, shared as long as nobody writes.
data = b"some bytes of content"
count = sys.getrefcount(data)
b = io.BytesIO(data)
print(b.getvalue() is data, b.read() is data, sys.getrefcount(data) - count, sys.getsizeof(b))
b.write(b"!")
print(sys.getrefcount(data) - count, sys.getsizeof(b), b.getvalue() is b.getvalue())
b = io.BytesIO()
for i in range(40):
    b.write(b"abc")
    print(sys.getsizeof(b), end=" ")
for i in range(120, 0, -17):
    b.truncate(i)
    print(sys.getsizeof(b), end=" ")
print()

# A view of the content, in its place.
b = io.BytesIO(b"hello world")
view = b.getbuffer()
print(type(view.obj).__name__, view.nbytes, view.readonly, view.format, sys.getrefcount(b))
view[:5] = b"HELLO"
print(b.getvalue(), b.read(5), bytes(memoryview(view.obj)[6:]))
for f in (lambda: b.write(b"x")), (lambda: b.truncate(2)), b.close, b.__init__, (lambda: b.__setstate__((b"", 0, None))), (lambda: b.writelines([b""])):
    show("exported", f)
print(b.getvalue(), b.tell())
second = b.getbuffer()
view.release()
show("one left", b.close)
del second
b.write(b"grown again")
print(b.getvalue(), len(io.BytesIO().getbuffer()))
show("no class to call", type(io.BytesIO().getbuffer().obj))
gc.collect()
b.me = b.getbuffer()
del b
print(gc.collect())


class Sub(io.BytesIO):
    def write(self, data):
        print("write", data)
        return super().write(data)


for b in io.BytesIO(b"pickled"), io.BytesIO(), Sub(b"sub"):
    b.name = ["n"]
    b.seek(2)
    show("reduce", lambda: b.__reduce_ex__(2)[1:])
    show("reduce", b.__reduce_ex__, 1)
    for c in copy.copy(b), copy.deepcopy(b), b:
        print(type(c).__name__, c.tell(), c.getvalue(), c.__dict__, c.name is b.name)
    b.writelines([b"own"])
for state in None, (), (b"a", 0), (b"ab", 1, None), (b"a", "x", None), (b"a", -1, None), (b"a", 0, 5), ("a", 0, {}), (bytearray(b"a"), 1, {"k": 1}, 5):
    b = io.BytesIO(b"old")
    show(state, b.__setstate__, state)
    print(b.getvalue(), b.tell(), b.__dict__)
