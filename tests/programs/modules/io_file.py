# io.FileIO: modes, numbers, openers, and what it says when it cannot.
import io
import os
from io import FileIO

path = "/tmp/innards_io_file.txt"


def tell(label, call, *args, **kwargs):
    try:
        print(label, repr(call(*args, **kwargs)))
    except Exception as e:
        print(label, type(e).__name__, e)


class Named:
    def __fspath__(self):
        return path


with FileIO(path, "w") as f:
    print(f, f.mode, f.tell(), f.write(b"one\ntwo\n"), f.tell(), f.readable(), f.writable(), f.seekable(), f.closefd)
print(f, f.closed, f.mode)

for mode in ["r", "rb", "r+", "a", "a+", "x", "", "rw", "r++", "t", "r\0", 5]:
    try:
        with FileIO(path, mode) as f:
            print(mode, f.mode, f.tell(), f.readable(), f.writable())
    except (ValueError, TypeError, OSError) as e:
        print(repr(mode), type(e).__name__, e)
for file in [-1, "", b"", "a\0b", None, 1.5, 1 << 40, 99, "/tmp", "/tmp/innards_none/x", path + "/x", Named(), path.encode()]:
    try:
        with FileIO(file) as f:
            print(f.mode, f.name is file)
    except (ValueError, TypeError, OSError) as e:
        print(type(e).__name__, e)
tell("closefd", FileIO, path, closefd=False)
tell("nothing", FileIO)
tell("too much", FileIO, path, "r", True, None, 1)


def opener(name, flags):
    print("opener", name == path, flags & os.O_ACCMODE)
    return answer if isinstance(answer, (int, str)) else os.open(name, flags)


for answer in [None, -5, "3", 98]:
    tell("opener", lambda: FileIO(path, opener=opener).read())

f = FileIO(path, "r+")
for name, args in [("read", (3,)), ("read", (None,)), ("readall", ()), ("seek", (1,)), ("seek", (-2, 2)), ("seek", (-99,)), ("seek", (0, 7)),
                   ("seek", ("a",)), ("tell", ()), ("write", (b"xyz",)), ("write", ("text",)), ("truncate", (20,)), ("truncate", (-1,)),
                   ("truncate", ()), ("readinto", (bytearray(2),)), ("readinto", (b"no",)), ("isatty", ()), ("flush", ())]:
    tell(name, getattr(f, name), *args)
f.seek(0)
print(f.readlines())
number = f.fileno()
f.close()
f.close()
for name in ["read", "readall", "tell", "truncate", "fileno", "isatty", "seekable", "readable", "writable", "flush", "__enter__", "__next__"]:
    tell(name, getattr(f, name))

number = os.open(path, os.O_RDONLY)
f = FileIO(number, "w", closefd=False)
tell("not for writing", f.write, b"x")
f.close()
print(os.read(number, 3), os.lseek(number, -2, os.SEEK_END), os.read(number, 9), os.fstat(number).st_size)
f = FileIO(number)
os.close(number)
for call in [f.read, f.tell, f.close, f.close]:
    tell("number gone", call)

f = FileIO(path)
f.extra = [1]
print(f.__dict__ == {"name": path, "extra": [1]}, f._finalizing)
f.name = "another"
print(f)
f.name = f
tell("repr", repr, f)
tell("closed", setattr, f, "closed", True)
f.close()


class Loud(FileIO):
    def flush(self):
        print("flush")
        raise KeyError("flush")


f = Loud(path)
tell("close", f.close)
print(f.closed, FileIO.__basicsize__)
with FileIO(path, "w") as f:
    print(f.seek(5), f.write(b"far"))
with FileIO(path) as f, FileIO(path, "a") as g:
    os.unlink(path)
    print(f.read(), g.tell(), g.write(b"!"), f.read())
print(os.path.exists(path))
