# String methods that look and cut: find, index, count, split, partition, strip, prefixes, tests of content.
text = "the cat and the hat"
print(text.find("the"), text.find("the", 1), text.rfind("the"), text.find("dog"), text.index("at"), text.rindex("at"),
      text.find("", 50))
print(text.count("the"), text.count("t", 5), text.count(""), "aaaa".count("aa"), text.count("a", -8, -1))
print(text.split(), text.split("the"), text.split(" ", 2), text.rsplit(" ", 1), text.rsplit(None, 2),
      "a,,b,".split(","))
print("  spaced   out ".split(), "  spaced   out ".split(" "), "".split(), "".split(","), "abc".split("abc"))
print(text.partition(" and "), text.rpartition("the"), text.partition("dog"), text.rpartition("dog"))
print("one\ntwo\r\nthree\rfour\x0bfive\u2028six".splitlines(), "a\n\nb\n".splitlines(True), "".splitlines(),
      "\n".splitlines())
print(repr("  x \t\n".strip()), "xxhixx".strip("x"), "xyhiyx".lstrip("yx"), "hi...!".rstrip("!."),
      repr("\u00a0x\u3000".strip()))
print("prefix-body".removeprefix("prefix-"), "body.txt".removesuffix(".txt"), "same".removeprefix("x"),
      "aab".removeprefix("a"))
print(text.startswith("the"), text.startswith(("a", "th")), text.endswith("hat"), text.startswith("cat", 4),
      text.endswith("", 99))
samples = ["abc", "ABC", "Abc Def", "123", "12.5", "½", "²", "", " \t", "x1", "_name", "class", "é", "9lives", "Ⅷ",
           "\n"]
tests = ["isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower", "istitle",
         "isidentifier",
         "isprintable", "isascii"]
for sample in samples:
    print(f"{sample!r:10}", " ".join(name[2:] for name in tests if getattr(sample, name)()))
print("cat" in text, "" in text, "Cat" not in text, text[4:7] == "cat", "a" < "b" < "ba" < "é", "Z" < "a", "10" < "9")
print(max(text), min("hello"), sorted("hello"), list(reversed("abc")), "-".join(reversed("abc")), text[::-1][:3])
for action in (lambda: text.index("dog"), lambda: text.rindex("dog"), lambda: text.split(""),
               lambda: text.partition(""),
               lambda: text.count(5), lambda: text.startswith(["a"]), lambda: text.find(), lambda: 5 in text,
               lambda: text.strip(5), lambda: text.startswith(("a", 5))):
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
