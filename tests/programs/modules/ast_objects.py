# Trees as objects: every field of every node.
from _ast import *


def dump(n):
    if isinstance(n,AST):
        return type(n).__name__+'('+', '.join(f'{f}={dump(getattr(n,f))}' for f in n._fields+n._attributes)+')'
    if isinstance(n,list): return '['+', '.join(map(dump,n))+']'
    return repr(n)
src='''
import a.b as c
from . import x
class A(B, metaclass=C):
    def f(self, a, /, b=1, *c, d, e=2, **g) -> int:
        global z
        try: return [x async for x in y if z]
        except (E) as e: pass
        else: del q[1:2, ...]
    async def h(): await x; yield
match a:
    case {"x": [1, *_, B(c=3)], **rest} | None if y: x: int = 3
f"{a!r:>{w}}" if not -x < 3 <= y else (lambda: 0)
'''
print(dump(compile(src,'f','exec',PyCF_ONLY_AST)))

a=compile('a+b','f','eval',0x400); print(a.body.op is compile('a+b','f','eval',0x400).body.op)
for call in (lambda: Name(1, 2, 3), lambda: Name("a", id="b"), lambda: Load(1), lambda: AST(x=1).x,
             lambda: compile("a=", "f", "exec", PyCF_ONLY_AST)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
x = Name("a", ctx=5)
print(x.__dict__, x.__reduce__(), Name._fields, Name.__match_args__, expr._attributes, ImportFrom.level, Name.__bases__)
