# A subclass of str, sizes, str(...) itself.
import sys
class S(str):
    def shout(self):
        return self.upper() + "!"
a = S("hé")
print(a, repr(a), a.shout(), type(a + "x").__name__, type(a[:]).__name__, type(a.replace("z", "")).__name__,
      type(str(a)).__name__, a == "hé", hash(a) == hash("hé"), {a: 1}["hé"], len(a), isinstance(a, str), S(3), S(),
      f"{a:>4}", "%s" % a, type(a.strip()).__name__, type("".join([a])).__name__)
for s in ("", "a", "ab", "é", "éé", "Ā", "😀", "x" * 100):
    print(sys.getsizeof(s), s.__sizeof__(), end=" ")
print(S("abc").__sizeof__(), S("").__sizeof__(), S("é").__sizeof__())
print(str(), str(1.5), str(None), str([1, "a"]), str(object=5), str(b"x"), list("aé😀"), list(iter("ab")),
      "abc".__iter__().__length_hint__(), type(iter("a")).__name__, type(iter("é")).__name__)
for f in (lambda: str(1, 2), lambda: str(1, 2, 3, 4), lambda: str(x=1), lambda: str(b"a", 3)):
    try:
        print(f())
    except TypeError as e:
        print(e)
