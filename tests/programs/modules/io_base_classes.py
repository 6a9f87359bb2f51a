# _IOBase and its three heirs: what they do by calling a stream's own methods.
import errno
import io


def show(label, f, *args):
    try:
        print(label, "->", f(*args))
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


for cls in io.IOBase, io.RawIOBase, io.BufferedIOBase, io.TextIOBase:
    print("==", cls.__name__, cls.__basicsize__, "__del__" in dir(cls))
    stream = cls()
    for closed in 0, 1:
        for name in "seek tell truncate flush seekable readable writable fileno isatty readline readlines __enter__ __iter__ read write detach readall".split():
            if hasattr(stream, name):
                show((closed, name), lambda: getattr(stream, name)() is stream)
        for name in "_checkClosed", "_checkReadable", "_checkSeekable", "_checkWritable":
            show((closed, name), getattr(stream, name))
        show("readline(1.5)", stream.readline, 1.5)
        show("writelines", stream.writelines, [])
        stream.close()
    print(stream.closed, stream.__dict__)


class Raw(io.RawIOBase):
    def __init__(self, data):
        self.data, self.log = data, []

    def readinto(self, block):
        n = min(len(block), len(self.data), 5)
        block[:n], self.data = self.data[:n], self.data[n:]
        self.log.append((len(block), n))
        return n


class Peeking(Raw):
    def peek(self, n):
        self.log.append("peek")
        return self.data[:4]


for cls in Raw, Peeking:
    for size in None, 0, 2, 6, 100:
        stream = cls(b"abcdefg\nhi\n\nj")
        print(size, stream.readline(size), stream.readline(), stream.log)
    for hint in -1, 0, 1, 8, 9, 99:
        print(hint, cls(b"abcdefg\nhi\n\nj").readlines(hint))
    print(list(cls(b"1\n2\n3")), cls(b"0123456789").readall(), cls(b"0123456789").read(7))


class Answers(io.RawIOBase):
    def __init__(self, answer):
        self.answer = answer

    def read(self, n=-1):
        return self.answer

    def readinto(self, block):
        return self.answer

    def peek(self, n):
        return self.answer


for answer in None, "text", [], -1, 2.0:
    stream = Answers(answer)
    show(answer, stream.readline)
    show(answer, stream.readall)
    show(answer, io.RawIOBase.read, stream, 3)


class Buffered(io.BufferedIOBase):
    def read(self, n):
        return b"abc"

    read1 = lambda self, n: b"xyz" if n > 3 else "no bytes"


for target in bytearray(5), bytearray(2), b"const", memoryview(bytearray(8))[::2], None:
    for name in "readinto", "readinto1":
        show(name, getattr(Buffered(), name), target)
    if isinstance(target, bytearray):
        print(target)


class Interrupted(io.RawIOBase):
    calls = 0

    def read(self, n=-1):
        self.calls += 1
        if self.calls % 3:
            raise OSError(errno.EINTR, "interrupted")
        return b"line\n" if self.calls < 7 else b""

    def write(self, data):
        print(data, self.calls, self.read())


show("interrupted", Interrupted().readline)
show("interrupted", Interrupted().readall)
show("interrupted", Interrupted().writelines, [b"a", b"b"])


class Failing(io.IOBase):
    def flush(self):
        raise KeyError("flush")

    def __len__(self):
        print("len")
        return 2

    def readline(self):
        return b""


stream = Failing()
show("close", stream.close)
print(stream.closed)
stream = Failing()
print(stream.readlines(), stream.readlines(3))
