# + and *, in place too; comparison; hash; identity of singletons.
s = "ab"
t = s + "cd" + "é" + "Ā" + "😀"
print(t, len(t), s * 3, 3 * s, s * 0, s * -1, "é" * 2, "" * 5, s * 1 is s)
u = ""
for i in range(10):
    u += str(i)
x3, eacute, empty = "x3", "é", ""
print(u, u[3] is x3[1], chr(233) is eacute[0], empty + s is s, s + empty is s)
print("a" < "b", "a" < "é" < "Ā" < "😀", "abc" < "abd", "ab" < "abc", "b" > "abc", "a" == "a", "a" != "b", "a" == 1,
      "\uffff" < "\U00010000", sorted(["b", "a", "C", "é"]))
print(hash(""), hash("a"), hash("hello world"), hash("é"), hash("Ā"), hash("😀" * 5), hash("x" * 100))
for f in (lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" * 1.5, lambda: "a" < 1, lambda: "a" - "b",
          lambda: -"a", lambda: "a" + b"b", lambda: "a" @ "b"):
    try:
        print(f())
    except TypeError as e:
        print(e)
