# textwrap, string, difflib on small texts.
import difflib
import string
import textwrap

text = "The quick brown fox jumped over the lazy dog. " * 3
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap("a-b supercalifragilistic x", 8), textwrap.shorten(text, 25),
      textwrap.dedent("    a\n      b\n    c"), textwrap.indent("a\n\nb", "> "))
print(string.Template("$who likes ${what}, $$5").substitute(who="tim", what="kung pao"), string.capwords("a bc  d"))
print(string.Formatter().format("{0[1]} {a.real:>5} {b!r}", [1, 2], a=3, b="x"), string.ascii_letters,
      string.punctuation)
try:
    string.Template("$x $").substitute(x=1)
except ValueError as e:
    print(e)
a, b = ["one\n", "two\n", "three\n"], ["ore\n", "tree\n", "emu\n"]
print("".join(difflib.ndiff(a, b)), "".join(difflib.unified_diff(a, b, "a", "b")))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]),
      difflib.SequenceMatcher(None, "abcd", "bcde").ratio())
