# repr of texts: quotes, escapes, what is printable and what is not.
for s in (["", "a", "it's", 'say "hi"', "it's \"both\"", "tab\tnew\nline\r\\", "\x00\x1f\x7f", "é\xa0ÿ",
           "Ā\u2028\ud800", "😀\U000e0001", "ไทย\u0378"]):
    print(repr(s), ascii(s), len(s))
print([s for s in ("x", 'y"')], {"k'": "v"})
