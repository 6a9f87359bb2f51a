# The built-in error handlers, called with an exception object by hand.
import codecs

NAMES = ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogatepass",
         "surrogateescape")
ERRORS = [
    UnicodeEncodeError("ascii", "a\xe9\u20ac\U0001f600b", 1, 4, "why"),
    UnicodeEncodeError("utf-16-be", "a\udcff\ud800b", 1, 3, "why"),
    UnicodeEncodeError("UTF_32", "\udc80", -5, 99, "why"),
    UnicodeEncodeError("utf-8", "\udc80x", 0, 2, "why"),
    UnicodeDecodeError("utf-8", b"a\xed\xb0\x80\xff", 1, 4, "why"),
    UnicodeDecodeError("utf-16", b"\x00\xd8\x80", 0, 3, "why"),
    UnicodeDecodeError("Utf-32-be", b"\0\0\xdc\x80", 0, 4, "why"),
    UnicodeDecodeError("ascii", b"abc", 1, 2, "why"),
    UnicodeTranslateError("ab\u1234c", 1, 3, "why"),
    ValueError("no"),
    7,
]


def show(handler, error):
    try:
        return handler(error)
    except Exception as e:
        return f"{type(e).__name__}: {e}" if e is not error else "raised again"


for name in NAMES:
    handler = codecs.lookup_error(name)
    print(handler, handler.__module__, handler.__self__)
    for error in ERRORS:
        print("  ", ascii(show(handler, error)))
print(show(codecs.lookup_error, "nobody"), show(codecs.lookup_error, 3))
