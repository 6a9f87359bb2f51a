# TextIOWrapper: tell() at every character, seek() back to it, and what refuses.
import io

def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)

for encoding in "utf-8", "latin-1", "utf-16", "utf-32", "utf-8-sig", "utf-7":
    for newline in None, "\n":
        text = "a\r\nb\xe9\rc\n\xe8"
        f = io.TextIOWrapper(io.BytesIO(text.encode(encoding)), encoding, newline=newline)
        f._CHUNK_SIZE = 5
        places = [f.tell()]
        while f.read(1):
            places.append(f.tell())
        print(encoding, repr(newline), places)
        print(ascii([(f.seek(place), f.read(2)) for place in places[::2]]), f.newlines)

f = io.TextIOWrapper(io.BytesIO(b"first\nsecond\nthird\n"))
for line in f:
    print(repr(line), attempt(f.tell))
    break
print(attempt(f.flush), attempt(f.tell), f.readline(), attempt(f.tell), f.seek(0, 1), f.read(2), f.seek(0, 2), f.read())
for where in (0,), (0, 1), (1, 1), (1, 2), (-1,), (0, 3), ("x",), (2**200,), (1 << 128,), (7 << 96,), (2.5,), ():
    f.seek(0)
    print(where, attempt(f.seek, *where), attempt(f.read, 3))

# writing between reading, marks of the order of bytes
for encoding in "utf-16", "utf-8-sig", "utf-32", "utf-8":
    b = io.BytesIO()
    f = io.TextIOWrapper(b, encoding)
    f.write("ab")
    f.seek(0)
    print(encoding, f.read(1), f.write("C"), f.seek(0, 2), f.write("d"), f.seek(0), f.read(), f.truncate(4), b.getvalue())
    f.seek(0)
    f.write("X")
    print(f.detach().getvalue(), attempt(f.tell))
    g = io.TextIOWrapper(b, encoding)   # where the bytes already stand elsewhere there is no mark
    g.write("y")
    g.flush()
    print(b.getvalue())

class Wide(io.BytesIO):
    def seekable(self): return False
f = io.TextIOWrapper(Wide(b"abc"), "utf-16")
print(attempt(f.seek, 0), attempt(f.tell), f.write("é"), attempt(f.flush), f.buffer.getvalue())
