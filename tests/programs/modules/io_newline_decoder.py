# IncrementalNewlineDecoder: alone, behind a decoder, and with decoders that answer anything.
import codecs
import io
import sys

Decoder = io.IncrementalNewlineDecoder


def show(label, f, *args, **kwargs):
    try:
        print(label, "->", ascii(f(*args, **kwargs)))
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


texts = ["", "a", "a\n", "a\r", "\n", "\r", "\r\n", "a\r\nb\rc\nd", "\u0d0a\u0a0d", "\u20ac\r\n", "\U0001f600\r", "x\r\r\n\n"]
for translate in False, True:
    d = Decoder(None, translate)
    for text in texts:
        for final in False, True:
            show((translate, ascii(text), final), d.decode, text, final)
            print(d.newlines, d.getstate())
    for state in (b"", 1), (b"x", 2), (b"",), 5, (b"", "x"), (b"", -1), (b"", 2**70 + 1):
        show(("setstate", state), d.setstate, state)
        print(d.getstate())
    print(d.reset(), d.newlines, d.getstate())

for encoding in "utf-8", "utf-16-le":
    d = Decoder(codecs.getincrementaldecoder(encoding)(), True)
    data = "a\r\nb\rc\n\u20ac\r".encode(encoding)
    for i in range(len(data)):
        print(ascii(d.decode(data[i : i + 1])), d.getstate(), d.newlines)
    print(ascii(d.decode(b"", True)), d.newlines)
    show("setstate", d.setstate, (b"", 1))
    d.reset()


class Any:
    def __init__(self, answer):
        self.answer = answer

    def decode(self, *args):
        print("decode", args)
        return self.answer

    def setstate(self, state):
        print("setstate", state)
        return self.answer

    getstate = reset = lambda self: self.answer


for answer in None, "text\r", b"bytes", (b"", 3), ("a", "b"), (b"", 2**64 - 1), (1,):
    d = Decoder(Any(answer), True)
    show(answer, d.decode, b"in", 7)
    show(answer, d.getstate)
    show(answer, d.setstate, (1, 5))
    show(answer, d.reset)

for args, kwargs in ((), {}), ((None,), {}), ((None, "x"), {}), ((None, 1, "strict", 4), {}), ((), {"decoder": None, "translate": 1}), ((None, 1), {"x": 1}):
    show((args, kwargs), lambda: type(Decoder(*args, **kwargs)).__name__)
d = Decoder(None, 1)
for args, kwargs in ((), {}), ((5,), {}), (("a", "x"), {}), ((), {"input": "q\r", "final": True}), (("a", 1, 2), {}):
    show((args, kwargs), d.decode, *args, **kwargs)
raw = Decoder.__new__(Decoder)
for f in raw.reset, raw.getstate, lambda: raw.newlines, lambda: raw.decode("x"), lambda: raw.setstate((b"", 0)):
    show("no init", f)
text = "plain text"
d = Decoder(None, True)
print(d.decode(text) is text, d.decode("\r", True), d.decode(text) is text, sys.getsizeof(d))


class Sub(Decoder):
    def decode(self, input, final=False):
        return super().decode(input, final).upper()


s = Sub(None, True)
s.attribute = 1
print(repr(s.decode("a\r\nb")), s.newlines, s.__dict__)
