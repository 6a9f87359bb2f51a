# The compiler's scopes, as the library's symtable tells them.
import _symtable
import symtable

SOURCE = """
import a, b.c as d
x: int = 1
def f(p, *q, r=1, **s):
    global g
    y = p + x
    def inner(): nonlocal y; return y, g
    return [z for z in q if z and y]
class C(B):
    __m = 1
    def meth(self): return super().meth(__class__, __m)
lambda w: (yield)
"""


def show(entry, indent):
    print(indent, entry.name, entry.type, entry.lineno, entry.nested, entry.varnames, entry.symbols)
    for child in entry.children:
        show(child, indent + "  ")


top = _symtable.symtable(SOURCE, "f.py", "exec")
show(top, "")
table = symtable.symtable(SOURCE, "f.py", "exec")
f = table.lookup("f").get_namespace()
print(table, f, f.get_parameters(), f.get_locals(), f.get_globals(), f.get_frees(), f.get_nonlocals())
print([(s.get_name(), s.is_parameter(), s.is_local(), s.is_global(), s.is_free(), s.is_imported())
       for s in f.get_symbols()])
print(table.lookup("C").get_namespace().get_methods(), type(top.id), type(top))
for args in (("a", "f", "bad"), ("a=", "f", "exec"), (5, "f", "exec"), ("a", 5, "exec"),
             ("def f(a, a): 0", "f", "exec")):
    try:
        _symtable.symtable(*args)
    except Exception as e:
        print(args, type(e).__name__, e)
