# The functions of _codecs: escapes, mappings, and decoders of texts that go on.
import _codecs
import codecs
import warnings

warnings.simplefilter("always")
warnings.showwarning = lambda message, category, *rest: print("warning:", category.__name__, message)


def show(function, *args):
    try:
        print(ascii(function(*args)))
    except Exception as e:
        print(type(e).__name__, e)


for data in (b"\\x1", b"\\x", b"\\xg1", b"a\\x1z", b"\\", b"\\q\\w", b"\\401\\q", b"\\n\\\n\\'\\a", b"\\1\\778\\x41"):
    for errors in (None, "strict", "replace", "ignore", "other"):
        show(_codecs.escape_decode, data, errors)
show(_codecs.escape_decode, "text\\x41\xe9")
show(_codecs.escape_encode, b"a'\"\\\n\t\r\x00\xff~\x7f")
show(_codecs.escape_encode, bytearray(b"a"))
show(_codecs.escape_encode, b"a", "strict", 3)
show(_codecs.readbuffer_encode, "\xe9")
show(_codecs.readbuffer_encode, bytearray(b"a"), None)
show(_codecs.utf_8_decode, b"a", 3)
show(_codecs.utf_8_encode, "a", 3)
show(_codecs.utf_8_encode, b"a")
show(_codecs.ascii_decode, "a")

for text in (b"\\q\\N{dash}\\N{EM DASH}\\N{latin small letter e with acute}", b"\\N", b"\\N{", b"\\N{}", b"\\Nx",
             b"\\N{NO SUCH}", b"\\xg", b"\\u12", b"\\U00110000",
             b"\\400\\w", b"\\8", b"a\\\nb", b"x\\", b"\\\\u0041", b"\\u0041\\U0001F600"):
    for name in ("unicode_escape", "raw_unicode_escape"):
        for errors in ("strict", "replace", "backslashreplace"):
            show(getattr(_codecs, name + "_decode"), text, errors)
        show(getattr(_codecs, name + "_decode"), text, "strict", False)
show(_codecs.unicode_escape_decode, "\xe9\\x41")

for mapping in ({1: "one", 2: 0x20ac, 3: None, 4: "\ufffe", 5: 0xfffe, 6: "", 7: -1}, "\0ab", None, [0, "x"], {7: b"x"},
                {7: 0x110000}, 3):
    for data in (b"\1\2", b"\3\4\5\6\1", b"\7"):
        for errors in ("strict", "replace", "ignore", "backslashreplace", "nobody"):
            show(_codecs.charmap_decode, data, errors, mapping)
for mapping in ({97: 1, 98: b"two", 63: b"?", 38: 7, 35: 8, 59: 9, 49: 1, 57: 9, 56: 8}, {97: 256}, {97: "a"}, {}, None,
                _codecs.charmap_build("abc")):
    for text in ("ab", "axyb", "a\xc6\xc6", "\u20ac"):
        for errors in ("strict", "replace", "ignore", "xmlcharrefreplace", "backslashreplace", "namereplace"):
            show(_codecs.charmap_encode, text, errors, mapping)
