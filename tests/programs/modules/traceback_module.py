import traceback, linecache
def f(): raise ValueError("x")
try: f()
except ValueError: print(traceback.format_exc())
import textwrap, string, random
print(textwrap.fill("a bb ccc dddd "*5, 20), string.Template("$a-${b}").substitute(a=1,b=2), string.capwords("ab cd"),
      string.Formatter().format("{0!r:>5}|{x[1]}", "q", x=[1,2]))
random.seed("text"); print(random.random(), random.choices("abc", k=5), random.Random(7).sample(range(100), 4))
with open(__file__) as file:
    print(file.readline(), end="")
def g(): f()
g()
