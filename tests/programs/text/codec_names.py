# Errors of codecs that the registry found tell the codec's name, with the error itself as their cause.
import codecs


class Odd(Exception):
    def __init__(self, text):
        super().__init__(text)


def fail(error):
    def work(data, errors="strict"):
        print(type(data).__name__, errors)
        raise error
    return work


def find(name):
    print("asked for", ascii(name))
    error = {"plain": ValueError("no"), "bare": LookupError(), "two": ValueError(1, 2), "odd": Odd("x"),
             "key": KeyError("k"),
             "os": OSError("o"), "number": ValueError(3), "unicode": UnicodeError("u")}.get(name)
    return error and codecs.CodecInfo(fail(error), fail(error), name=name)


codecs.register(find)
for name in ("plain", "bare", "two", "odd", "key", "os", "number", "unicode"):
    for what in (lambda: "x".encode(name), lambda: b"x".decode(name, "ignore"), lambda: codecs.encode([], name),
                 lambda: codecs.decode(3, name)):
        try:
            what()
        except Exception as e:
            print(type(e).__name__, e, "|", repr(e.__cause__), repr(e.__context__))
for name in (" ABC-def.X  y_", "--", "a--b--"):
    try:
        codecs.lookup(name)
    except LookupError as e:
        print(e)
for name in ("hex", "rot13", "zlib-nothing"):
    try:
        print("abc".encode(name))
    except LookupError as e:
        print(e)
for args in ((b"xy", "hex"), ("!", "hex"), ("abc", "rot13"), ("abc", 3), ("abc", "ascii", 4)):
    try:
        print(codecs.decode(*args))
    except Exception as e:
        print(type(e).__name__, e)
