# Places of errors inside lines.
import sys
cases = (["x = 1 + None", "a = [1, 2]\nb = a[5]", "d = {}\nd['k']['j']", "foo(1,\n    2)", "(1 +\n 2 + 'x')", "x.y.z",
          "1 //0", "print(undefined_name)", "f = lambda: 1/0\nf()", "assert 1 == 2, 'no'", "raise ValueError",
          "del nope", "import nothing_here", "from sys import nothing_here", "'é' + 1 + 'ü'", "int('a', base=3)",
          "[i for i in 5]", "  \nprint(1 if nope else 2)"])
for c in cases:
    try: exec(compile(c, "<case>", "exec"), {})
    except Exception as e: print(type(e).__name__, e, e.__traceback__.tb_next.tb_lineno)
def deep(value):
    table = {"a": [1, 2, 3]}
    return (table["a"][value]   +   table["b"])
def call(g, *args): return g(*args)
call(deep,
     1)
