# TextIOWrapper writing: what waits, when the buffer gets it, line ends, reconfigure(), close() and its errors.
import io

class Shown(io.BufferedIOBase):
    name = "shown"
    shut = False
    def readable(self): return False
    def writable(self): return True
    def seekable(self): return False
    def write(self, data): print("  write", len(data), bytes(data[:12]))
    def flush(self): print("  flush")
    def close(self): print("  close"); self.shut = True
    @property
    def closed(self): return self.shut

def attempt(f, *args, **named):
    try:
        return f(*args, **named)
    except Exception as e:
        return type(e).__name__, str(e), type(e.__context__).__name__

for newline in None, "", "\n", "\r", "\r\n":
    for buffering, through in (False, False), (True, False), (False, True):
        f = io.TextIOWrapper(Shown(), "utf-8", newline=newline, line_buffering=buffering, write_through=through)
        f._CHUNK_SIZE = 8
        print(repr(newline), f.line_buffering, f.write_through)
        for piece in "ab", "c\n", "d\re", "\xe9\u20ac", "x" * 7, "12", "y" * 20, "":
            print(" ", f.write(piece))
        f.close()
        print(f.closed, attempt(f.write, "x"), attempt(f.flush), f.close())

f = io.TextIOWrapper(Shown(), "ascii", "backslashreplace")
for i in range(1500):
    f.write("line %d\n" % i)
print(attempt(f.write, 3), attempt(f.write, b"x"), attempt(f.read), attempt(f.readline), attempt(next, f), attempt(f.tell))
print(f.write("\xe9\n"), attempt(f.reconfigure, encoding="latin-1"), f.encoding, f.errors, attempt(f.write, "\u20ac"))
print(attempt(f.reconfigure, newline="\r\n", line_buffering=True), f.write("\xe9\n"), f)
for wrong in {"encoding": "none such"}, {"encoding": "hex"}, {"newline": "x"}, {"newline": 3}, {"line_buffering": "x"}, {"errors": 5}, {"other": 1}:
    print(wrong, attempt(f.reconfigure, **wrong))
f.flush = lambda: 1 / 0
print(attempt(f.close), f.closed)

class Failing(Shown):
    def write(self, data): raise OSError("no room")
    def close(self): raise KeyError("close")
f = io.TextIOWrapper(Failing())
f.write("text")
print(attempt(f.flush), attempt(f.flush), f.write("more"), attempt(f.close))
f.buffer.close = lambda: None

for args in (1,), (Shown(), 1), (Shown(), "none such"), (Shown(), "rot13"), (Shown(), "x\0"), (Shown(), None, 3), (Shown(), None, None, "\n\r"), (Shown(), None, None, None, "x"), ():
    print(args[1:], attempt(io.TextIOWrapper, *args))
u = io.TextIOWrapper.__new__(io.TextIOWrapper)
print(attempt(u.read), attempt(repr, u), attempt(u.close), u.encoding, attempt(lambda: u.errors), attempt(lambda: u.name))
f = io.TextIOWrapper(Shown())
f.mode = "w"
print(f, f.detach().name, f, attempt(f.write, "x"), attempt(lambda: f.closed), f.buffer, f.__dict__)
