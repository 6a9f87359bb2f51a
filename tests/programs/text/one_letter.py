# Which letters of the source are the same objects as characters made at run time.
import sys

text = "".join(map(chr, range(33, 127)))
for c in text:
    literal = eval(repr(c))
    print(c, literal is chr(ord(c)), literal is text[ord(c) - 33], sys.intern(chr(ord(c))) is literal,
          sys.getrefcount(literal) > 900000000)
e = "e"
print(e is chr(101), e is "hello"[1])


def f(i, e):
    return i


print(f.__code__.co_varnames[0] is chr(105), f.__code__.co_varnames[1] is e, list("eg")[0] is e, "eg"[1] is "g")
