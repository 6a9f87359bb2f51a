# What a buffered stream asks of its raw stream: which method, with what, how often.
import io
import sys


class Raw(io.RawIOBase):
    name, mode = "raw", "odd"

    def __init__(self, data=b"", step=99):
        self.content, self.step = io.BytesIO(data), step

    def readable(self):
        print("  readable")
        return True

    def writable(self):
        print("  writable")
        return True

    def seekable(self):
        print("  seekable")
        return True

    def readinto(self, block):
        n = self.content.readinto(memoryview(block)[: self.step])
        print("  readinto", type(block).__name__, len(block), getattr(block, "obj", "own"), sys.getrefcount(block), "->", n)
        return n

    def write(self, block):
        n = self.content.write(block[: self.step])
        print("  write", bytes(block), block.readonly, "->", n)
        return n

    def seek(self, place, whence=0):
        print("  seek", place, whence)
        return self.content.seek(place, whence)

    def tell(self):
        print("  tell")
        return self.content.tell()

    def truncate(self, size=None):
        print("  truncate", size)
        return self.content.truncate(size)

    def flush(self):
        print("  flush")

    def close(self):
        print("  close")
        super().close()


data = b"line one\nline two\nabcdefghijklmnopqrstuvwxyz\nend"
reading = [("read", 3), ("peek",), ("tell",), ("read1", 20), ("readline",), ("read", 20), ("seek", 2), ("readline", 4), ("seek", 1, 1), ("read1",),
           ("seek", -5, 2), ("read",), ("read",), ("seek", 0), ("read", 0), ("truncate",), ("seek", 9, 9), ("read", -2)]
writing = [("write", b"abc"), ("write", b"de"), ("write", b"0123456789"), ("tell",), ("seek", 2), ("write", b"XY"), ("flush",), ("write", b"-" * 20),
           ("truncate", 7), ("tell",), ("seek", 0, 2), ("write", b""), ("write", bytearray(b"last")), ("write", "text")]
mixed = [("read", 4), ("write", b"WW"), ("read", 3), ("peek",), ("write", b"0123456789"), ("readline",), ("tell",), ("seek", 0, 1), ("read1", 3),
         ("write", b"Q"), ("read",), ("seek", 0), ("readline",), ("write", b"R"), ("truncate",), ("seek", 3), ("read", 2)]


def run(stream, calls):
    for name, *args in calls:
        try:
            print(name, args, getattr(stream, name)(*args))
        except (ValueError, TypeError, OSError) as e:
            print(name, args, type(e).__name__, e)
    print(stream, stream.raw.content.getvalue())


for size, step in [(8, 99), (8, 3), (64, 99)]:
    print("----", size, step)
    reader = io.BufferedReader(Raw(data, step), size)
    run(reader, reading)
    buffer = bytearray(11)
    reader.seek(0)
    print(reader.readinto(buffer), buffer, reader.readinto1(buffer), buffer, next(reader), list(reader))
    writer = io.BufferedWriter(Raw(b"", step), size)
    run(writer, writing)
    random = io.BufferedRandom(Raw(data, step), size)
    run(random, mixed)
    for stream in [reader, writer, random]:
        stream.close()
        print(stream.closed)
pair = io.BufferedRWPair(Raw(data), Raw(), 8)
print(pair.read(4), pair.write(b"0123456789"), pair.peek(), pair.read1(2), pair.readable(), pair.writable(), pair.isatty(), pair.flush())
pair.close()
print(pair.closed)
