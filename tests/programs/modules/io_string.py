# StringIO: line ends, places, states, and what it keeps of what is written.
import copy
import io
import sys


def show(label, f, *args):
    try:
        print(label, "->", repr(f(*args)))
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


text = "one\ntwo\r\nthree\rfour\u20ac"
for newline in None, "", "\n", "\r", "\r\n":
    s = io.StringIO(text, newline)
    print(ascii((newline, s.getvalue(), s.newlines, s.line_buffering)))
    print(ascii((s.read(2), s.readline(), s.readline(2), list(s), s.read(), s.tell())))
    s.write("a\r\nb\n")
    print(ascii((s.newlines, s.getvalue(), s.__getstate__())))
    s.seek(30)
    s.write("\U0001f600")
    print(ascii((s.truncate(8), s.tell(), s.seek(0), s.read())))
show("newline", io.StringIO, "", "x")
show("newline", io.StringIO, "", b"\n")
show("value", io.StringIO, b"")
show("many", io.StringIO, "", "\n", 3)

s = io.StringIO("abc\ndef")
for args in (1,), (-1,), (1, 1), (0, 1), (0, 2), (-1, 2), (0, 3), ("x",), (0, "x"), (2**70,), (), (99,):
    show(("seek", args), s.seek, *args)
for arg in None, 0, 1, -1, 3.0, "x", 2**70, 100:
    s.seek(2)
    for name in "read", "readline", "truncate", "readlines":
        show((name, arg), getattr(s, name), arg)
    show("content", s.getvalue)
show("write", s.write, b"bytes")
show("detach", s.detach)
show("fileno", s.fileno)
print(s.isatty(), s.readable(), s.writable(), s.seekable(), s.encoding, s.errors, s.closed)
s.close()
for name in "read", "getvalue", "tell", "isatty", "seekable", "__enter__", "__next__", "flush", "close", "__getstate__":
    show(("closed", name), getattr(s, name))
show("closed", lambda: (s.closed, s.newlines))
s.__init__("again")
print(s.read(), s.closed)
show("no init", io.StringIO.__new__(io.StringIO).read)
show("no init", lambda: io.StringIO.__new__(io.StringIO).closed)

# While it is only written at its end it keeps the pieces.
piece = "a piece of text"
count = sys.getrefcount(piece)
s = io.StringIO()
s.write(piece)
print(sys.getrefcount(piece) - count, s.getvalue() is piece)
s.write(" and more")
print(s.getvalue() is s.getvalue(), sys.getrefcount(piece) - count)
s.seek(0)
print(s.read(3), sys.getrefcount(piece) - count, s.getvalue(), sys.getsizeof(s))


class Named(io.StringIO):
    def readline(self, *size):
        return super().readline(*size).upper()


for s in io.StringIO("q\r\n", "\r\n"), io.StringIO(), Named("x\ny\n"):
    s.name = ["n"]
    s.seek(1)
    for t in copy.copy(s), copy.deepcopy(s), s:
        print(type(t).__name__, t.tell(), repr(t.getvalue()), t.__dict__, t.name is s.name, list(t))
    show("reduce", lambda: s.__reduce_ex__(2)[1:])
    show("reduce", s.__reduce_ex__, 1)
for state in None, (), ("a", "\n", 0), ("ab", "\n", 1, None), ("a", "\n", "x", None), ("a", "\n", -1, None), ("a", "\n", 0, 5), ("a", "q", 0, {}), (1, "\n", 0, {}), ("a\r", None, 1, {"k": 1}, 5):
    s = io.StringIO("old")
    show(state, s.__setstate__, state)
    print(repr(s.getvalue()), s.tell(), s.__dict__)
