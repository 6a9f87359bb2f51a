# bytes, bytearray and memoryview: making, methods, changing in place, views that share, casts, and refusals.
raw = b"hello \x00\xff world"
print(raw, len(raw), raw[0], raw[:5], list(raw[-3:]), raw.hex(), raw.hex(" ", 2), bytes.fromhex("48 65 6c"))
print(bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(range(5)), b"a" b"b", b"ab" * 2 + b"c", b"%d" % 5)
print(raw.find(b"o"), raw.count(b"l"), raw.split(), raw.replace(b"l", b"L"), raw.upper(), raw.partition(b" "),
      104 in raw, b"wor" in raw)
print(b"a,b".split(b","), b"-".join([b"x", bytearray(b"y")]), b"Title case".title(), b" x ".strip(), b"5".zfill(3),
      b"x".center(5, b"*"))
print(b"abc" < b"abd", b"a" == "a", b"a" == bytearray(b"a"), hash(b"a") == hash(bytes([97])), bytes((97,)),
      b"abc".translate(bytes.maketrans(b"a", b"z")))

data = bytearray(b"abcdef")
data[0] = 90
data[1:3] = b"---"
data.append(33)
data.extend(b"??")
data.insert(0, 60)
print(data, data.pop(), data.pop(0), data)
del data[::2]
data += b"+"
data *= 2
data.reverse()
data.remove(45)
print(data, data.index(b"+"), data.copy() is data, bytes(data).decode("ascii"), bytearray(2), data.endswith(b"Z"))
data.clear()

buffer = bytearray(range(12))
view = memoryview(buffer)
part = view[2:6]
part[0] = 200
part[1:3] = b"XY"
print(buffer, bytes(part), part.tolist(), len(view), view.nbytes, view.format, view.readonly, memoryview(b"x").readonly)
print(view[::3].tolist(), view[-1], view[1:3] == b"\x01\xc8", view.hex()[:8], view.contiguous, view[::2].contiguous)
table = view.cast("b")
print(table[2], table.shape, table.strides, table.tolist(), table.ndim)
words = view.cast("I")
words[0] = 0x01020304
print(words.tolist(), words.itemsize, buffer[:4])
with memoryview(b"closing") as closing:
    print(closing.obj, closing.tobytes()[::-1])


def attempt(action):
    try:
        print(action())
    except (TypeError, ValueError, IndexError, BufferError, UnicodeDecodeError) as error:
        print(type(error).__name__, error)


for action in (lambda: buffer.append(1), lambda: bytes([256]), lambda: bytes("x"), lambda: data.append("x"),
               lambda: b"a" + "b",
               lambda: memoryview("x"), lambda: memoryview(b"x").__setitem__(0, 1), lambda: closing[0],
               lambda: bytes(-1),
               lambda: raw.__getitem__("x"), lambda: view.__setitem__(slice(2), b"abc"), lambda: bytes.fromhex("4x"),
               lambda: b"\xff".decode()):
    attempt(action)
del part, table, words
view.release()
buffer.append(1)
print(len(buffer))
