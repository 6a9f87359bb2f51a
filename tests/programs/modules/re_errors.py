# What the library's parser says about patterns that are none.
import re

for pattern in ("(", ")", "[", "a{2,1}", "*a", "a**", "(?P<1>a)", "(?P<n>a)(?P<n>b)", "(?<=a*)b", r"\8", "(?z)",
                "[b-a]", "(?P=x)", "\\",
                "(?i", "(?#", "x(?i)", r"\N{nope}", r"\u12", "(?(2)a)", "a++b", "a?+*"):
    try:
        print(pattern, re.compile(pattern))
    except re.error as e:
        print(pattern, "->", e, e.pos, e.lineno, e.colno)
for call in (lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.match("a", 5), lambda: re.compile(5),
             lambda: re.compile(re.compile("a"), re.I)):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
