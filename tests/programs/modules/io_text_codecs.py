# TextIOWrapper with codecs of the program: which of their methods it calls, and with what.
import codecs, io

class Decoder:
    def __init__(self, errors): print("  Decoder", errors)
    def decode(self, *args):
        print("  decode", [a if isinstance(a, bool) else bytes(a) for a in args])
        return bytes(args[0]).decode("latin-1")
    def getstate(self): print("  getstate"); return b"", 5
    def setstate(self, state): print("  setstate", state)
    def reset(self): print("  reset")
class Encoder:
    def __init__(self, errors): print("  Encoder", errors)
    def encode(self, text): print("  encode", repr(text)); return text.encode("latin-1")
    def setstate(self, state): print("  setstate", state)
    def reset(self): print("  reset")
wrong = {"tuple": (None,) * 4, "none": codecs.CodecInfo(None, None, name="none"), "other": codecs.CodecInfo(None, None, _is_text_encoding=False)}
def search(name):
    return codecs.CodecInfo(None, None, None, None, Encoder, Decoder, "mine") if name == "mine" else wrong.get(name)
codecs.register(search)

def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)

for newline in None, "\r\n":
    f = io.TextIOWrapper(io.BytesIO(b"ab\r\ncd\re\n"), "mine", "some", newline)
    print(repr(f.read(2)), f.tell(), repr(f.readline()), f.newlines)
    place = f.tell()
    print(place, repr(f.read(2)), f.seek(place), repr(f.read(2)), f.write("x\n"), f.seek(0, 2), f.write("y"), f.seek(0), repr(f.read()))
for name in wrong:
    print(name, attempt(io.TextIOWrapper, io.BytesIO(), name))

class Odd(Decoder):
    def decode(self, *args): return answers.pop()
    def getstate(self): return states[-1]
Decoder = Odd
for newline in None, "\n":
    states = [(b"", 0)]
    for answer in None, b"x", 3, "text":
        answers = ["", answer]
        print(repr(answer), attempt(io.TextIOWrapper(io.BytesIO(b"ab"), "mine", newline=newline).read, 1))
    answers = ["x"] * 9
    for states in [3], [(b"",)], [("", 0)], [(b"", "x")], [[b"", 0]]:
        f = io.TextIOWrapper(io.BytesIO(b"ab"), "mine", newline=newline)
        print(states, attempt(f.read, 1))

# classes of the program
class Sub(io.TextIOWrapper):
    def readline(self, *size): print("  readline", size); return super().readline(*size)
    def flush(self): print("  flush"); super().flush()
    def close(self): print("  close"); super().close()
s = Sub(io.BytesIO(b"a\nb\n"))
s.mark = 5
print(next(s), s.readlines(), s.seek(0), s.tell(), s.reconfigure(newline=""), s, s.__dict__)
del s
f = io.TextIOWrapper(io.BytesIO(b"old"))
print(f.read(1), f.__init__(io.BytesIO(b"n\0"), "utf-16-le"), f.read(), f.encoding, attempt(f.__init__, 3), attempt(f.read))
