# How codecs call the handlers that a program has registered: one exception object a run, any place to go on, bytes or
# text.
import codecs

seen = []


def handler(error):
    seen.append(error)
    return answers.pop(0) if answers else ("?", error.end)


codecs.register_error("mine", handler)


def show(what, *given):
    global answers
    answers = list(given)
    seen.clear()
    try:
        print(ascii(what()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)), repr(e.__cause__))
    print("  ", len(seen), len(set(map(id, seen))), [(e.encoding, e.start, e.end, e.reason) for e in seen[:1]])


text = "a\ud800\udfffb\udc00c"
for name in ("utf-8", "ascii", "latin-1", "utf-16", "utf-16-be", "utf-32-le", "cp1252", "unicode_escape"):
    show(lambda: text.encode(name, "mine"))
    show(lambda: text.encode(name, "mine"), (b"[]", 3), ("--", -1))
    show(lambda: text.encode(name, "mine"), ("\xe9", 3))
    show(lambda: text.encode(name, "mine"), ("", 99))
    show(lambda: text.encode(name, "mine"), ("x", "y"))
    show(lambda: text.encode(name, "mine"), (b"odd", 3), 42)
    show(lambda: text.encode(name, "nobody"))
data = b"a\xff\\x4zb\x81\x00\xd8c"
for name in ("utf-8", "ascii", "utf-16-le", "utf-16", "utf-32-be", "cp1252", "unicode_escape", "raw_unicode_escape"):
    show(lambda: data.decode(name, "mine"))
    show(lambda: data.decode(name, "mine"), ("<\u20ac>", 4), ("", -1))
    show(lambda: data.decode(name, "mine"), ("x", -20))
    show(lambda: data.decode(name, "mine"), (b"x", 2))
    show(lambda: data.decode(name, "mine"), 42)
    show(lambda: data.decode(name, "nobody"))


def swap(error):
    error.object = b"other"
    return "<>", 2


codecs.register_error("swap", swap)
print(b"a\xff\xff".decode("utf-8", "swap"), b"\x81".decode("cp1252", "swap"))
