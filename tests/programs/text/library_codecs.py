# Encodings that the library's own tables have.
for name in ["latin9", "ISO8859-15", "cp1251", "koi8_r", "cp437", "utf8", "no-such"]:
    for text in ["a", "\u20ac", "\u0451"]:
        try:
            data = text.encode(name)
            print(name, data, data.decode(name) == text, str(bytearray(data), name) == text)
        except (UnicodeError, LookupError) as e:
            print(name, type(e).__name__, e)
print("a\u0451".encode("latin9", "replace"), "a\u0451".encode("cp437", "ignore"), b"a\x98".decode("cp1251", "replace"))
for wrong in [lambda: "a".encode("rot13"), lambda: b"a".decode("rot13"), lambda: b"a".decode("hex"),
              lambda: "a".encode("hex"),
              lambda: b"a\x98".decode("cp1251")]:
    try:
        print(wrong())
    except (UnicodeError, LookupError) as e:
        print(type(e).__name__, e)
