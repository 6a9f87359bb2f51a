# replace, strip and kin, removeprefix, removesuffix.
print("banana".replace("a", "o"), "banana".replace("a", "o", 2), "banana".replace("an", ""), "banana".replace("", "-"),
      "banana".replace("", "-", 3), "".replace("", "x"), "".replace("a", "x"), "abc".replace("b", "Ā"),
      "aĀc".replace("Ā", "b"), "abc".replace("x", "y"), "aaa".replace("a", "aa", 0), "aaa".replace("aa", "b"))
print(repr("  x y \n".strip()), repr("  x ".lstrip()), repr("  x ".rstrip()), "xxhixx".strip("x"), "abcba".lstrip("ab"),
      "abcba".rstrip("ab"), "\u3000a\xa0".strip(), "😀a😀".strip("😀"), repr("   ".strip()), "x".strip(None))
print("prefix-body".removeprefix("prefix-"), "body.py".removesuffix(".py"), "x".removeprefix("y"), "x".removesuffix(""),
      "aa".removesuffix("aa"))
for f in (lambda: "a".replace("a"), lambda: "a".replace(1, "b"), lambda: "a".strip(1), lambda: "a".removeprefix(1),
          lambda: "a".replace("a", "b", "c"), lambda: "a".strip("a", "b")):
    try:
        print(f())
    except TypeError as e:
        print(e)
