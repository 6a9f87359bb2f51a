import io, sys
s=io.StringIO("ab\ncd\n")
print(s.read(1), s.readline(), list(s), s.tell(), s.getvalue())
s.write("xy")
s.seek(0)
print(s.readlines(), s.closed, s.truncate(3), s.getvalue())
with io.StringIO() as t: print("hi", 3, file=t); print(repr(t.getvalue()))
try: t.write("x")
except ValueError as e: print(e)
b=io.BytesIO(b"12\n34")
print(b.readline(), b.read(), b.seek(-2,2), b.read(), b.getvalue())
b.write(b"zz")
x=bytearray(3)
b.seek(0)
print(b.readinto(x), x)
for e in ("io.StringIO(3)","io.StringIO('', 'q')","io.BytesIO('a')","s.write(3)","b.write('x')","s.seek(-1)",
          "s.seek(1,1)","b.seek(-1)","s.fileno()","io.TextIOBase().read()","io.RawIOBase().seek(1)", "s.read('x')"):
    try: print(eval(e))
    except Exception as x: print(e, type(x), x)
print(isinstance(s, io.TextIOBase), isinstance(sys.stdout, io.TextIOBase), isinstance(b, io.IOBase),
      io.UnsupportedOperation.__mro__)
print(io.StringIO("a\r\nb\rc", newline=None).getvalue().split(),
      io.StringIO("a\nb", newline="\r\n").getvalue().encode(), list(io.StringIO("a\r\nb\rc\n", newline="")))
class R(io.RawIOBase):
    def __init__(self, d): self.d=d
    def readable(self): return True
    def readinto(self, b):
        n=min(len(b),len(self.d)); b[:n]=self.d[:n]; self.d=self.d[n:]; return n
r=R(b"one\ntwo\nthree")
print(r.readline(), r.read(2), r.readlines(), r.closed, r.seekable())
r.close()
print(r.closed)
import random
random.seed(1)
print(random.random(), random.randint(1,100), random.choice("abc"), random.sample(range(50),5), random.gauss(0,1))
l=list(range(9))
random.shuffle(l)
print(l)
random.seed("text"); print(random.random(), random.Random(b"q").random())
import codecs
print(codecs.lookup("utf8").name, codecs.encode("hé","latin-1"), codecs.decode(b"\xc3\xa9","utf-8"),
      codecs.getincrementaldecoder("utf-8")().decode(b"\xc3"))

