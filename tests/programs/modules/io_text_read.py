# TextIOWrapper reading: chunks, line ends of every kind, the calls made on the buffer, errors of decoding.
import io

class Shown(io.BufferedIOBase):
    """A stream of bytes that prints what is asked of it."""
    name = "shown"
    def __init__(self, data, step):
        self.inner, self.step, self.told = io.BytesIO(data), step, False
    def readable(self): return True
    def writable(self): return False
    def seekable(self): return True
    def tell(self): return self.inner.tell()
    def seek(self, *where): return self.inner.seek(*where)
    def read(self, n=-1):
        if self.told: print("  read", n)
        return self.inner.read(n)
    def read1(self, n=-1):
        if self.told: print("  read1", n)
        return self.inner.read(min(n, self.step))

def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)

text = "one\r\ntwo\rthrée\n\r\n\u20acx\r"
for encoding in "utf-8", "utf-16", "utf-32-be", "utf-8-sig":
    for newline in None, "", "\n", "\r", "\r\n":
        for step in 1, 3, 100:
            f = io.TextIOWrapper(Shown(text.encode(encoding), step), encoding, newline=newline)
            print(encoding, repr(newline), step, ascii(list(f)), f.newlines)
            f.seek(0)
            print(" ", ascii([f.read(2), f.readline(2), f.readline(), f.read(0), f.read()]), f.newlines)

f = io.TextIOWrapper(Shown(b"abc\ndefghi\n" * 3, 7), "ascii")
f.buffer.told = True
print(f, repr(f.read(2)), repr(f.readline()), repr(f.readline(4)), repr(f.read(10)), repr(f.read()), repr(f.read(1)))

for data, encoding in (b"ab\xff", "utf-8"), (b"ab\xe2\x82", "utf-8"), (b"ab\xe9", "ascii"), (b"a\x00b\x00", "utf-16"), (b"\xff\xfea\x00\x00\xd8", "utf-16"):
    for errors in "strict", "replace", "ignore", "surrogateescape", "backslashreplace":
        for step in 1, 100:
            f = io.TextIOWrapper(Shown(data, step), encoding, errors)
            print(encoding, errors, step, ascii(attempt(f.read, 1)), ascii(attempt(f.read)), f.errors)

for what in None, 3, "text", bytearray(b"xy"), memoryview(b"z"):
    b = Shown(b"", 1)
    answers = [what]
    b.read = b.read1 = lambda n=-1: answers.pop() if answers else b""
    f = io.TextIOWrapper(b)
    print(what if isinstance(what, (str, int)) else type(what), attempt(f.read, 1), attempt(f.readline))
