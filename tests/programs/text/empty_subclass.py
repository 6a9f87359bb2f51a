# Which operations give an object back as it is: only the shared empty str is neutral in +, a single piece of format
# is shared.
class Sub(str): pass
e, s = Sub(""), Sub("ab")
print(type(e + "abab"), type(s.format()), s.format() is s, s % () is s, type("" + s), type(s + ""),
      type("{}".format(s)), type("%s" % s))
print(type(f"{s}"), type(s.join([s])), type("".join([s])), type(s * 1), type(s[:]), type(s.replace("x", "y")),
      type(s.strip()))
