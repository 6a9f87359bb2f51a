# find, rfind, index, count, in, startswith, endswith, with limits.
s = "abracadabra"
print(s.find("abra"), s.find("abra", 1), s.rfind("abra"), s.rfind("a", 0, -1), s.find("zzz"), s.find("", 3),
      s.rfind(""), s.find("", 99))
print(s.count("a"), s.count("abra"), s.count(""), s.count("a", 3, 8), s.index("cad"), s.rindex("a"))
print("cad" in s, "" in s, "x" in s, "é" in s, s.startswith("abra"), s.startswith(("x", "ab")),
      s.endswith("bra", 0, -1), s.endswith(("bra",)), s.startswith(()), s.startswith("r", 2), s.startswith("", 99))
t = "Āb😀c😀Ā" * 3
print(t.find("😀c"), t.rfind("😀"), t.count("Ā"), t.count("ĀĀ"), t.find("b", 2), "c😀" in t)
for f in (lambda: s.index("q"), lambda: s.rindex("q"), lambda: s.find(3), lambda: 3 in s, lambda: s.startswith(3),
          lambda: s.startswith((3,)), lambda: s.find(), lambda: s.find("a", "b"), lambda: s.count("a", 1, 2, 3)):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
