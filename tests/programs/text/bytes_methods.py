# The methods of bytes and bytearray side by side.
for make in (bytes, bytearray):
    b = make(b"Hello, World")
    print(b.upper(), b.lower(), b.swapcase(), b.title(), make(b"hELLO").capitalize(), b.find(b"o"), b.rfind(b"o"),
          b.find(111), b.index(b"W"), b.count(b"l"), b.count(108, 4), b.startswith(b"He"), b.endswith((b"x", b"ld")),
          b.replace(b"l", b"LL", 2), b.replace(b"", b"-"), b.split(b", "), b.split(), b.rsplit(None, 1),
          b.partition(b","), b.rpartition(b"zz"))
    print(make(b" x ").strip(), make(b"xxaxx").strip(b"x"), make(b" x ").lstrip(), make(b" x ").rstrip(),
          b.center(20, b"*"), make(b"a").ljust(3), make(b"a").rjust(3, b"."), make(b"-5").zfill(5),
          make(b"a\tb").expandtabs(4), make(b"a\nb\r\nc").splitlines(), make(b"a\nb").splitlines(True),
          make(b",").join([b"a", bytearray(b"b")]), b.removeprefix(b"He"), b.removesuffix(b"ld"),
          b.translate(bytes.maketrans(b"lo", b"01"), b"W"), b.translate(None, b"l"))
    print(b.hex(), b.hex("-"), b.hex(":", 2), b.hex("_", -3), make.fromhex("00 ff\tAb"), b.decode(),
          make(b"\xff").decode("latin-1"), b.isalpha(), make(b"ab").isalpha(), make(b"12").isdigit(),
          make(b"aB").islower(), make(b"AB1").isupper(), make(b"Ab Cd").istitle(), make(b" \t").isspace(),
          make(b"").isalnum(), make(b"\x80").isascii())
    print(make(b"%d %s %x %c %b %5.1f|%a|%%") % (3, b"x", 255, 65, bytearray(b"q"), 2.25, "é"),
          make(b"%(k)s") % {b"k": b"v"})
    for f in (lambda: b.index(b"q"), lambda: b.find("a"), lambda: b.split(b""), lambda: b.join(["a"]),
              lambda: make.fromhex("0"), lambda: make.fromhex("zz"), lambda: b.startswith("a"),
              lambda: b.center(5, b"ab"), lambda: b % 3, lambda: b"%d" % "a", lambda: b"%s" % "a",
              lambda: b.decode("ascii", "nope"), lambda: b.find(256), lambda: b.translate(b"a"), lambda: b"%s",
              lambda: b"%y" % 1):
        try:
            print(f())
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
