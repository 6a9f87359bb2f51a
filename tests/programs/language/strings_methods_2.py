# String methods that make new strings: case, padding, replace, join, translate, expandtabs, encode, repr.
print("Hello World".upper(), "Hello World".lower(), "hello world".title(), "hELLO wORLD".capitalize(),
      "Hello".swapcase())
print("straße".upper(), "STRASSE".casefold() == "straße".casefold(), "ǆ".title(), "they're bill's".title(),
      "İ".lower(), "ﬁ".upper())
print("x".center(5, "*"), "x".ljust(4, "."), "x".rjust(4) + "|", "ab".center(5) + "|", "42".zfill(5), "-42".zfill(5),
      "+".zfill(3))
print("banana".replace("a", "o"), "banana".replace("a", "", 2), "abc".replace("", "-"), "aaa".replace("aa", "b"),
      "x".replace("y", "z"))
print(", ".join(["a", "b", "c"]), "".join(("x",)), "-".join("abc"), repr("".join([])),
      " ".join(str(n) for n in range(4)))
table = str.maketrans("abc", "xyz", "!?")
print(table, "abc!cab?".translate(table), "hello".translate({104: "J", 101: None, ord("o"): "oo"}))
table = str.maketrans({"a": "1", "b": None, 99: "three"})
print(table, "abc".translate(table))
print("a\tbc\td".expandtabs(), "a\tb\n\tc".expandtabs(4), "\t|".expandtabs(0))
print("é€😀".encode(), "é".encode("latin-1"), "é€".encode("ascii", "replace"),
      "é".encode("ascii", "xmlcharrefreplace"),
      "é".encode("ascii", "backslashreplace"), "éa".encode("ascii", "ignore"), "é".encode("utf-16-le"))
print(repr("quote ' only"), repr('both \' and "'), repr("tab\t nl\n nul\0 bell\a é \x7f \u200b 😀 \ud800"),
      ascii("é😀\u200b"))
print("\x41\u0042\U00000043\103\N{BULLET}", r"raw\n", "line \
continued", 'single' "double" """triple""")
print("ab" * 3, 0 * "ab", "ab" * -1, "a" + "b" "c", len("é"), len("😀"), ord("€"), chr(8364),
      "\N{GREEK SMALL LETTER PI}".isalpha())
print("abcdef"[1:4], "abcdef"[::2], "abcdef"[::-1], "abcdef"[-3:], "abcdef"[10:], "abcdef"[-100:2], "abcdef"[4:1:-1])


class Word(str):
    def __add__(self, other):
        return Word(str(self) + "+" + other)

    def shout(self):
        return self.upper() + "!"


word = Word("hey")
print(word + "you", word.shout(), type(word.lower()).__name__, word == "hey", {word: 1}["hey"],
      type(str(word)).__name__)
for action in (lambda: ",".join([1]), lambda: ",".join(5), lambda: "x".center(5, "ab"), lambda: "é".encode("ascii"),
               lambda: "a" + 1,
               lambda: "a" * "b", lambda: "abc"[5], lambda: word["x"], lambda: chr(-1), lambda: ord("ab"),
               lambda: str(b"x", "nope"),
               lambda: str.maketrans("ab", "c"), lambda: "x".replace("x"), lambda: b"\xff".decode(), lambda: "a" - "b"):
    try:
        print(action())
    except (TypeError, ValueError, IndexError, LookupError) as error:
        print(type(error).__name__, error)
