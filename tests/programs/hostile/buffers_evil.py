"""bytearrays that are resized while something looks into them."""
class Index:
    def __init__(self, n, act): self.n, self.act = n, act
    def __index__(self):
        self.act()
        return self.n
def attempt(text):
    global b, m
    b = bytearray(b"abcdef")
    try:
        exec(text, globals())
    except Exception as error:
        print(text, type(error).__name__, error)
    print(text, b)
for text in ["m = memoryview(b); b.append(1)", "m = memoryview(b); b.clear()", "m = memoryview(b); del b[0]",
             "m = memoryview(b); b[1:2] = b'xyz'", "m = memoryview(b); b[1:2] = b'x'; print(m.tobytes())",
             "m = memoryview(b); m.release(); b.append(1)",
             "m = memoryview(b); m.release(); m[0]", "m = memoryview(b); m[Index(0, m.release)]",
             "m = memoryview(b)[1:3]; m[0] = 300", "m = memoryview(b'ab'); m[0] = 1",
             "with memoryview(b) as m: m[0] = 65; b.pop()",
             "m = memoryview(b); n = m[2:]; m.release(); print(n.tobytes()); n.release()",
             "b[Index(5, b.clear)]", "b[Index(5, b.clear)] = 1", "b[0] = Index(65, b.clear)",
             "del b[Index(5, b.clear)]", "b[Index(1, b.clear):4] = b'zz'", "b.insert(Index(3, b.clear), 66)",
             "b.append(Index(66, b.clear))", "b.extend(Index(66, b.clear) for _ in 'ab')", "b.extend(b)",
             "b += b", "b *= 3", "b[:] = b", "b[::2] = b'x'", "b[1:3] = [1, 2, 300]", "b[1:3] = 'text'", "b.pop(9)",
             "b.remove(300)", "b.remove(1)", "b.join([b, b])", "print(b.join([b'1', bytearray(b'2')]))",
             "b.join(['x'])", "b.find(Index(97, b.clear))", "print(b.find(b, Index(0, b.clear)))",
             "b.translate(b'x')", "b.translate(bytes(256), b)", "b.replace(b'', b'--')", "b.split(b'')", "b.hex(b'::')",
             "b.decode('utf-8', 'nope')", "bytearray(b'\\xff').decode('utf-8', 'nope')", "b.__init__(3)",
             "b.__init__(b)", "bytearray([1, 2, -1])", "bytes(Index(-1, lambda: 0))",
             "for c in b: b.append(c) if len(b) < 12 else b.clear()",
             "it = iter(b); next(it); b.clear(); print(list(it))", "m = memoryview(b); hash(m)",
             "m = memoryview(b).cast('I')", "m = memoryview(b).cast('H'); print(m.tolist(), m.itemsize)",
             "print(memoryview(b) == b, memoryview(b)[::-1].tobytes())"]:
    attempt(text)
