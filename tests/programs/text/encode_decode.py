# Codecs and error handlers.
s = "aé€😀\udc80"
for enc in ("utf-8", "ascii", "latin-1", "utf-16", "utf-16-be", "utf-32-le"):
    for err in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogatepass",
                "surrogateescape"):
        try:
            print(enc, err, s.encode(enc, err))
        except UnicodeEncodeError as e:
            print(enc, err, e, e.encoding, e.start, e.end, e.reason)
b = b"a\xff\xc3\xa9\xe2\x82\xf0\x9f\x98\x80\xed\xa0\x80\xc3"
for enc in ("utf-8", "ascii", "latin-1"):
    for err in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"):
        try:
            print(enc, err, ascii(b.decode(enc, err)))
        except UnicodeDecodeError as e:
            print(enc, err, e)
print(str(b"caf\xc3\xa9", "utf-8"), str(b"x", encoding="ascii"), "é".encode().decode(),
      "hi".encode("utf-16").decode("utf-16"), str(b"ab"), bytes("é", "utf8"))
for f in (lambda: "a".encode("nope"), lambda: b"a".decode("nope"), lambda: "é".encode("ascii", "nope"),
          lambda: str("a", "utf-8"), lambda: str(3, "utf-8"), lambda: "a".encode(3)):
    try:
        print(f())
    except (LookupError, TypeError) as e:
        print(type(e).__name__, e)
s = "a\t\n\r\\'\"\x00\x7fé\u0100\ud800😀"
print(s.encode("unicode_escape"), s.encode("raw_unicode_escape"),
      s.encode("unicode-escape").decode("unicode-escape") == s)
print(ascii(b"\\x41\\u00e9\\U0001f600\\n\\101\\'\\\n|\xe9".decode("unicode_escape")),
      ascii(b"\\x41\\u00e9\\\\u0041\\U0001f600\\n\xe9".decode("raw_unicode_escape")))
for b in (b"\\x4", b"\\u12", b"\\U00110000", b"a\\", b"\\xzz!"):
    for err in ("strict", "ignore", "replace"):
        try:
            print(b.decode("unicode_escape", err))
        except UnicodeDecodeError as e:
            print(e)
