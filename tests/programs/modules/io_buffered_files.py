# Buffered streams over files, and what happens to those that are dropped open.
import gc
import io
import os
import sys
import warnings

path = "/tmp/innards_io_buffered.txt"
with io.BufferedWriter(io.FileIO(path, "w"), 8) as f:
    print(f, f.mode, f.name == path, f.raw.mode, f.write(b"first\n"), f.tell(), os.stat(path).st_size, f.write(b"second line\n"), os.stat(path).st_size)
    print(f.isatty(), f.seekable(), f.writable(), f.fileno() == f.raw.fileno(), f.flush(), os.stat(path).st_size)
print(f.closed, f.raw.closed, f)
with io.BufferedReader(io.FileIO(path)) as f:
    print(f.peek(), f.read(3), f.readline(), f.tell(), f.readlines(), f.seek(-5, 2), f.read1(), f.read(), f.readable())
    print(sys.getsizeof(f), f.__sizeof__())
with io.BufferedRandom(io.FileIO(path, "r+")) as f:
    print(f.readline(), f.write(b"SECOND"), f.read(), f.seek(0), list(f), f.truncate(4), f.seek(0), f.read())
with io.BufferedWriter(io.FileIO(path, "a")) as f:
    print(f.tell(), f.write(b"+tail"), f.tell())
f = io.BufferedReader(io.FileIO(path))
f.raw.close()
for name in ["read", "peek", "readline", "tell", "seek", "close", "flush"]:
    try:
        print(name, getattr(f, name)(*([0] if name == "seek" else [])))
    except ValueError as e:
        print(name, e)

print("---- dropped")
warnings.simplefilter("always")
warnings._showwarnmsg_impl = lambda m: print("warning:", m.category.__name__, str(m.message).replace(path, "PATH"), type(m.source).__name__)


class Seen(io.FileIO):
    def close(self):
        print("close", self._finalizing)
        super().close()


class SeenReader(io.BufferedReader):
    def close(self):
        print("close buffered", self._finalizing)
        super().close()


f = io.FileIO(path)
del f
f = Seen(path)
del f
f = Seen(path)
f.itself = f
del f
gc.collect()
f = SeenReader(Seen(path))
del f
f = io.BufferedWriter(io.FileIO(path, "a"))
f.write(b" late")
del f
f = io.BufferedReader(io.FileIO(path))
print(f.read())
f.close()
del f
number = os.open(path, os.O_RDONLY)
f = io.FileIO(number, closefd=False)
del f
os.close(number)
f = io.BufferedReader.__new__(io.BufferedReader)
del f


class Failing(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        print("write", bytes(data))
        raise KeyError("write")


f = io.BufferedWriter(Failing())
f.write(b"lost")
del f


class Kept(io.BufferedReader):
    def close(self):
        global kept
        kept = self
        super().close()


f = Kept(io.FileIO(path))
del f
print(kept, kept.closed)
warnings.simplefilter("error")
sys.unraisablehook = lambda report: print("unraisable:", report.exc_type.__name__, type(report.object).__name__)
f = io.BufferedReader(io.FileIO(path))
del f
os.unlink(path)
