# Texts that are decoded byte by byte: what is unfinished waits, what is wrong is told at once.
import _codecs
import codecs


def feed(name, data, errors="strict"):
    decoder = codecs.getincrementaldecoder(name)(errors)
    out = []
    try:
        for i in range(len(data)):
            out.append(decoder.decode(data[i:i + 1]))
        out.append(decoder.decode(b"", True))
    except UnicodeDecodeError as e:
        out.append(f"{e.encoding} {e.start} {e.end} {e.reason} {e.object}")
    except UnicodeError as e:
        out.append(str(e))
    return ascii(out), decoder.getstate()


for data in (b"a\xe2\x82\xac\xf0\x9f\x98\x80", b"a\xffb", b"\xe2\x28\xa1", b"\xed\xa0\x80", b"\xed\xa0", b"\xf0\x90",
             b"\xc0\x80", b"\xf4\x90\x80\x80", b"\x80"):
    for errors in ("strict", "replace", "surrogatepass", "surrogateescape", "backslashreplace"):
        print(*feed("utf-8", data, errors))
for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"):
    for data in ("a\u20ac\U0001f600".encode(name), b"\xfe\xff\x00a\xd8", b"\xff\xfea\0\0\xdc", b"\0\xd8a\0", b"\xff"):
        print(name, *feed(name, data), *feed(name, data, "replace"))
for name in ("utf-32", "utf-32-be", "utf-32-le"):
    for data in ("a\U0001f600".encode(name), b"\0\0\xfe\xff\0\0\0a\0", b"\0\xd8\0\0", b"a\0\0\1"):
        print(name, *feed(name, data), *feed(name, data, "ignore"))
for name in ("unicode_escape", "raw_unicode_escape"):
    for data in (rb"\u20ac\x41", rb"a\u12", rb"\N{EM DASH}\q", b"\\", rb"\xzz"):
        print(name, *feed(name, data), *feed(name, data, "replace"))
for data, order in ((b"\xff\xfea\0", 0), (b"\xfe\xff\0a", 0), (b"a\0", 0), (b"\0a", 1), (b"a\0b", -1), (b"", 0),
                    (b"\xff", 0)):
    print(_codecs.utf_16_ex_decode(data, "strict", order, False),
          _codecs.utf_32_ex_decode(data * 2 if order else b"", None, order))
print(_codecs.utf_16_encode("a", None, -1), _codecs.utf_16_encode("a", "strict", 5), _codecs.utf_32_encode("a"))
print(ascii("\u20ac\xe9x\U0010ffff".encode("ascii", "namereplace")), "\u20ac\x81".encode("latin-1", "namereplace"))
