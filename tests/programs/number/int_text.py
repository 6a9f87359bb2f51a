# int(...) of texts in all bases, repr, bin, oct, hex.
for text, base in ([("12", 10), (" -12\n", 10), ("+7", 10), ("ff", 16), ("0xFF", 16), ("0b101", 0), ("0o17", 0),
                    ("0x_f", 0), ("1_000", 10), ("z", 36), ("-Zz", 36), ("0", 0), ("00", 0), ("١٢٣", 10),
                    ("  5\u2003", 10), ("1" * 60, 3), (b"42", 10), (bytearray(b"11"), 2), ("0b1", 16), ("7" * 100, 8)]):
    print(int(text, base), end=" ")
print(int(), int(3.99), int(-3.99), int("5"), int(True), int(10**20 + 0.0), int(b"9"))
print(bin(10), bin(-10), oct(64), hex(255), hex(-(2**70)), repr(10**25), str(-5), bin(0))
class I:
    def __index__(self): return 12
class J:
    def __int__(self): return 13
class K(int):
    pass
print(int(I()), int(J()), hex(I()), int("c", I() + 4 if False else 16), K(5) + 1, type(K(5) + 1).__name__, K("77"),
      type(K(3)).__name__, repr(K(3)), K(2**70), K.from_bytes(b"\x05", "big"),
      type(K.from_bytes(b"\x05", "big")).__name__)
for a in ([("12x",), ("", ), ("1__0",), ("_1",), ("1_",), ("12", 1), ("12", 37), (3, 4), ("0x", 16), ("010", 0), ("é",),
           (None,), ([],), (b"zz",), ("8", 8), ("1", 2.5), ("9" * 4301,), (float("inf"),), (float("nan"),),
           ("\ud800",)]):
    try:
        print(int(*a))
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, ascii(str(e))[:150])
try:
    str(10**4300)
except ValueError as e:
    print(e)
print(len(str(10**4299)), len(hex(10**5000)))
