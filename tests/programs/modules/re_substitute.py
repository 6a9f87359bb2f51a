# sub and subn with texts, templates and functions; expand; escape.
import re

print(re.sub("a", "b", "banana"), re.subn("an", "<>", "banana", 1), re.sub("x*", "-", "abxd"))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub(r"(?P<n>\d)", r"[\g<n>\g<0>]", "a1b2"))
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "3 and 14"))
print(re.match(r"(a)(b)?", "ac").expand(r"\1|\2|\n|\g<1>"), re.escape("a.b*c[1]"), re.escape(b"x-y"))
for repl in (r"\g<9>", r"\9", r"\x", r"\g<n>", 5):
    try:
        print(re.sub("(a)", repl, "a"))
    except Exception as e:
        print(repl, type(e).__name__, e)
