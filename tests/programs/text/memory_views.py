# memoryview over bytes and bytearray.
b = bytearray(b"abcdef")
m = memoryview(b)
print(len(m), m[0], m[-1], bytes(m[1:3]), m[::2].tobytes(), m.tolist(), m.readonly, m.format, m.itemsize, m.nbytes,
      m.shape, m.strides, m.ndim, m.obj is b, m == b"abcdef", list(m), 97 in m, m[::-1].tolist(), m[::2].contiguous)
m[0] = 65; m[1:3] = b"XY"; m[::-2] = b"123"
print(b, m.hex(), m.hex("-"), m.toreadonly().readonly, memoryview(b"ab") == memoryview(b"ab"),
      hash(memoryview(b"ab")) == hash(b"ab"), memoryview(bytes(8)).cast("i").tolist(),
      memoryview(b"\x01\x00\xff\xff").cast("h").tolist(), memoryview(b"ab").cast("c")[0])
for f in (lambda: m[9], lambda: m["a"], lambda: m.__setitem__(0, 300), lambda: m.__setitem__(0, "a"),
          lambda: m.__setitem__(slice(0, 2), b"xyz"), lambda: memoryview("a"),
          lambda: memoryview(b"a").__setitem__(0, 1), lambda: b.append(1), lambda: hash(m), lambda: m.cast("zz"),
          lambda: memoryview(b"abc").cast("h")):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, BufferError) as e:
        print(type(e).__name__, e)
with memoryview(b) as n:
    print(n[0])
try:
    n[0]
except ValueError as e:
    print(e)
m.release()
b.append(33)
print(b, b"".join([memoryview(b"x"), b"y"]), b"ab" + memoryview(b"cd"), int(memoryview(b"12")) if False else "")
for value in ([1], 1, None, "ab", memoryview(b"xyz")[::2]):
    try:
        memoryview(b)[:2] = value
        print(b)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
