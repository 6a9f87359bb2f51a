# Patterns and matches as values: repr, equality, copies, attributes, subjects that are no str.
import copy
import re
import weakref

p = re.compile("(?P<n>a)b", re.I | re.X)
print(p, repr(re.compile(b"x", re.L)), p.flags, re.compile("a", re.A | re.M | re.S).flags)
print(p == re.compile("(?P<n>a)b", re.I | re.X), p == re.compile("(?P<n>a)b"), p != "x",
      len({p, copy.copy(p), copy.deepcopy(p)}))
print(copy.deepcopy(p) is p, weakref.ref(p)() is p, re.Pattern[str], re.Match[bytes])
b = re.compile(b"b+")
print(b.findall(bytearray(b"abbcb")), b.sub(b"-", memoryview(b"abb")), b.search(bytearray(b"xb"))[0],
      type(b.split(bytearray(b"abc"))[0]))
for what in ("p.pattern = 1", "re.Pattern.x = 1", "re.Pattern()", "re.Match()", "p < p", "len(p.match('ab'))",
             "p.match('ab').__reduce_ex__(2)"):
    try:
        exec(what)
    except Exception as e:
        print(what, type(e).__name__, e)
class T(str):
    pass
m = re.match("b*", T("bb"))
print(type(m.group()), type(m.string), m.re.scanner("abab").search(), bool(re.match("", "")))
print(re.RegexFlag.I | re.M, re.NOFLAG, re.compile("a", re.DOTALL),
      re.Scanner([(r"\d+", lambda s, t: int(t)), (r"\w+", None), (r"\s+", "gap")]).scan("12 ab 3!"))
