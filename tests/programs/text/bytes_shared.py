# Which bytes are the shared objects of no and of one byte, and which are objects of their own.
import sys


def shared(o):
    return sys.getrefcount(o) > 900000000


a, empty = b"a", b""
for n in (0, 1, 2):
    print(n, shared(a * n), shared(empty * n), shared(a + empty), shared(empty + a), shared(a[:n]), shared(b"ab"[:n]),
          shared(a + a[n:]))
print(shared(b"%c" % 97), shared(bytes()), shared(bytes(0)), shared(bytes([97])), shared(bytes(bytearray(b"a"))),
      shared(b"ab"[1:]))
