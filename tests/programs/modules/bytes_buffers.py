# A BytesIO gives its buffer away and writes into a copy; one byte and gaps; sizes behind the end.
import io

b = io.BytesIO(b"hello world")
first, again = b.getvalue(), b.getvalue()
print(first is again, b.read() is first, b.read(), b.tell())
b.seek(0)
print(b.write(b"HE"), first, b.getvalue(), b.getvalue() is first)
b.seek(20)
print(b.write(b""), len(b.getvalue()), b.write(b"end"), b.getvalue())
kept = b.getvalue()
print(b.truncate(4), kept, b.getvalue(), b.tell(), b.write(b"!"), b.getvalue())
b.seek(0)
print(b.truncate(), b.getvalue(), b.write(b"x"), b.getvalue(), b.write(bytearray(b"yz")), b.getvalue())
b.seek(1)
print(b.write(b.getvalue()), b.getvalue(), b.readline(), b.truncate(100), len(b.getvalue()))
for n in range(1, 40):
    b.write(b"ab\n")
    if n % 7 == 0:
        kept = b.getvalue()
print(len(kept), b.tell(), len(b.getvalue()), b.seek(0), b.readlines()[-2:])
b.__init__(b"new")
print(b.read(1), b.read(), b.getvalue())
b.__init__()
print(b.read(), b.getvalue(), io.BytesIO(b"q").getvalue(), io.BytesIO(b"").read1(3),
      io.BytesIO(bytearray(b"12")).getvalue())
b.close()
try:
    b.getvalue()
except ValueError as e:
    print(e)
