# struct: values to bytes and back, alignment, orders, refusals.
import struct


def show(f, *args):
    try:
        print(f.__name__, args, f(*args))
    except Exception as e:
        print(f.__name__, args, type(e).__name__, e)


for fmt in ("bhilq", "<bhilq", "BHILQ", "3s5pc?", "efd", ">efd", "nNP", "2x3h", "b0q", "=hq"):
    show(struct.calcsize, fmt)
show(struct.pack, "<bhiq", -1, 2, -3, 4)
show(struct.pack, ">HIQ", 1, 2, 3)
show(struct.pack, "5s3p?", b"ab", b"xyz", [])
show(struct.unpack, "<efd", struct.pack("<efd", 0.1, 0.1, 0.1))
for value in (300, -1, 2**70, "x", 1.5):
    for fmt in ("B", "h", ">H", "I", "Q", ">q", "f", "e", "s"):
        show(struct.pack, fmt, value)
for fmt in ("z", "3", "<n", "\0", "99999999999999999999i"):
    show(struct.calcsize, fmt)
buffer = bytearray(6)
struct.pack_into("<h", buffer, 2, 513)
print(buffer, struct.unpack_from("<h", buffer, -4), list(struct.iter_unpack("<3h", buffer)))
show(struct.pack_into, "<i", bytearray(2), 0, 1)
show(struct.unpack, "i", b"abc")
s = struct.Struct("<hb")
print(s.format, s.size, s.pack(1, 2), s.unpack(b"\1\0\2"), struct.error.__mro__)
