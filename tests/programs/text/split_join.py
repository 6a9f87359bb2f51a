# split, rsplit, splitlines, partition, join.
s = "  one two  three\tfour\n"
print(s.split(), s.split(None, 2), s.rsplit(None, 1), s.split(" "), s.split(maxsplit=1), "".split(), "".split(","),
      "a,b,,c,".split(","), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "a--b--c".split("--"),
      "a--b".rsplit("--", -1))
print("l1\nl2\r\nl3\rl4\x0bl5\u2028l6".splitlines(), "a\n\nb\n".splitlines(True), "a\n\nb\n".splitlines(keepends=False),
      "".splitlines())
print("k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="), "kv".rpartition("="))
print(",".join(["a", "b", "c"]), "".join([]), "-".join("xyz"), "é".join(("Ā", "😀")),
      ", ".join(str(i) for i in range(5)), "x".join(["only"]))
print("ĀaĀbĀ".split("Ā"), "a b c".split("b"), "aĀb".split(), "x y".split("z"))
for f in (lambda: "a".split(""), lambda: "a".partition(""), lambda: "a".split(3), lambda: ",".join(["a", 3]),
          lambda: ",".join(3), lambda: "a".partition(3), lambda: "a".split("b", "c"), lambda: "".join([b"x"])):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
