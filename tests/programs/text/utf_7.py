# utf-7: both ways, in pieces, and what is wrong with it.
import codecs


def told(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(type(error).__name__, error)


texts = ["", "plain text", "a+b", "+", "+-", "~\\", "é", "a é-b", "é/", "éA", "é é", "日本語", "\U0001f600x", "\ud800",
         "\ud800\udc00", "\udc00z", "\0\1\x7f", "tab\tline\r\n", "!\"#$%&*;<=>@[]^_`{|}", "+é+", "é" * 7]
for text in texts:
    made = text.encode("utf-7")
    print(made, codecs.utf_7_encode(text, "ignore")[1])
    told(lambda: ascii(made.decode("utf-7")))
wrong = [b"+", b"+A", b"+AA", b"+AOk", b"+AOl", b"+AOk-", b"+AOl-x", b"+AO-x", b"+2AA-x", b"+2ADY",
         b"+2ADcAA-", b"+2AA+AOk-", b"+ ", b"+!x", b"\x80",
         b"a\xe9b+AOk", b"+AOk\x80", b"+//8-", b"+-+-", b"++", b"+AOk+AOk", b"+AOkA-",
         b"+2ADYAA", b"a+AOkAA!b", b"+A!b"]
for data in wrong:
    for errors in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape"):
        told(lambda: ascii(data.decode("utf-7", errors)))
    told(lambda: ascii(codecs.utf_7_decode(data)))
    told(lambda: ascii(codecs.utf_7_decode(data, "replace", True)))
    told(lambda: [ascii(codecs.utf_7_decode(data[:n], "replace", False)) for n in range(len(data))])
decoder = codecs.getincrementaldecoder("utf-7")()
pieces = [decoder.decode(bytes([byte])) for byte in "x日本\U0001f600-+y é".encode("utf-7")]
print(ascii(pieces), decoder.decode(b"", True))
codecs.register_error("again", lambda error: ("<%s>" % error.reason, error.start + 1))
for data in wrong:
    told(lambda: ascii(data.decode("utf-7", "again")))
codecs.register_error("other", lambda error: (setattr(error, "object", b"12345"), ("?", 1))[1])
told(lambda: b"+AO-x".decode("utf-7", "other"))
