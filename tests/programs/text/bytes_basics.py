# bytes: making, repr, items, slices, comparison, hash, iteration.
print(bytes(), bytes(3), bytes([65, 66, 255]), bytes(b"x"), bytes("é", "latin-1"), b"it's", b'"q"', b"it's \"",
      b"\x00\t\n\r\\\x7f\xff", bytes(range(3)), bytes((1,)))
b = b"hello"
print(b[0], b[-1], b[1:3], b[::-1], b[:], b[:] is b, len(b), list(b), 104 in b, b"ell" in b, b"" in b, b + b"!", b * 2,
      2 * b, hash(b), hash(b""), b < b"help", b == b"hello", b == "hello", {b: 1})
import sys
print(sys.getsizeof(b""), sys.getsizeof(b), b.__sizeof__())
class B:
    def __bytes__(self):
        return b"special"
print(bytes(B()))
for f in (lambda: bytes("a"), lambda: bytes(-1), lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(["a"]),
          lambda: bytes(1.5), lambda: bytes(None), lambda: b[9], lambda: b["a"], lambda: b + "a", lambda: "a" in b,
          lambda: 300 in b, lambda: b < 1, lambda: bytes(1, "utf-8"), lambda: bytes("a", 3),
          lambda: bytes(b"a", errors="x"), lambda: b * "a"):
    try:
        print(f())
    except (TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)
