# Sizes of numbers, texts and other values.
from sys import getsizeof as size, intern

print("int", [(n, size(n), size(-n)) for n in (0, 1, 255, 2**30 - 1, 2**30, 2**60 - 1, 2**60, 10**40, 1 << 3000)])
print("made", [size(int("9" * n)) for n in range(1, 60, 3)], size(2**90 - 2**90), size((2**90) >> 80),
      size(-(2**30) + 1), size(10**30 // 10**29))
print("more ints", size(int.from_bytes(bytes(100), "big")), size(int.from_bytes(b"\1" * 33, "little")),
      size(2**64 % 10), size(2**200 * 0), size(~2**30), size(2**300 & 7))
print("number", size(True), size(0.0), size(1e300), size(1j), size(float("nan")),
      [t.__basicsize__ for t in (int, bool, float, complex)])
for text in ("", "a", "abc", "\xe9", "\xe9t\xe9", "a\u0100", "\u0100" * 7, "\U0001f600", "ab\U0001f600", "\x7f", "\x80",
             "\xff\xff"):
    print("str", ascii(text), size(text), [size(text * n) for n in (2, 3, 10, 100)], size(text + "z"),
          size(text + "\u0100"), size(text + "\U0001f600"))
word = "caf\xe9 au lait \u20ac"
print("views", size(word), size(word.encode()), size(word.upper()), size(word[:4]), size(word[:3]),
      size(word.replace("\u20ac", "$")), size(word + "!"), size(intern("one" + word)))
exec(word[:0] + "\xe9\xe8 = 1")   # the name's UTF-8 text is kept with it
for kept in "caf\xe9" + str(len(word)), "\u0101b\u0107", "\U00010000x":
    before = size(kept)
    hasattr(word, kept)
    print("utf8", before, size(kept), kept.encode() and size(kept), getattr(word, kept, None), size(kept))
out = ""
for i in range(40): out += "x" if i < 10 else "\xe9" if i < 20 else "\u0394"
print("appended", size(out), size("".join(out)), size("%s" % out), size(f"{out}{1}"), size(out.join("ab")))
print("bytes", [size(bytes(n)) for n in (0, 1, 2, 7, 8, 15, 16, 479, 480, 1000)], size(b"a" + b"b"),
      size(b"ab".join([b"", b""])), size(b"%d" % 10**20))
print("tuple", [size((None,) * n) for n in range(23)], size(tuple(range(100))), size(tuple(iter(range(11)))),
      size(tuple(i for i in range(9))), size((*"ab", *"cd")))
print("slice", size(slice(1)), size(slice(1, 2**70, 3)), size(range(3)), size(range(2**70)), size(...),
      size(NotImplemented), size(None))
class Int(int): pass
class Str(str): pass
class Bytes(bytes): pass
class Tuple(tuple): pass
class Float(float): pass
class Slotted(int): __slots__ = ()
class Bare(str): __slots__ = ()
class Word(tuple): __slots__ = ()
for x in (Int(), Int(5), Int(2**90), Slotted(), Slotted(7), Slotted(-2**70), Str(), Str("abc"), Str("\xe9"),
          Str("\u0100"), Str("\U0001f600"), Bare(), Bare("ab"), Bare("\xe9"), Bytes(), Bytes(b"abc"), Tuple(),
          Tuple("abc"), Word(), Word((1, 2)), Float(), Float(2.5)):
    print(type(x).__name__, size(x), x.__sizeof__(), type(x).__basicsize__, type(x).__itemsize__,
          type(x).__dictoffset__, type(x).__weakrefoffset__)
