# The code of a parsed tree is that of the source itself.
import ast
import marshal

SOURCES = [
    "x = [i for i in range(3) if i]; y = {a: b for a, b in z}; s = {*q, 1}; g = (i async for i in a) if 0 else ()",
    "class C(B, metaclass=M, **kw):\n    'doc'\n    x: int = 1\n"
    "    def f(self, /, a, *, b=1): return super().f(a, b=b)",
    "try:\n    pass\nexcept (A, B) as e:\n    raise X from e\nelse:\n    del a[1:2], b.c\nfinally:\n    assert x, 'm'",
    "try:\n    pass\nexcept* E:\n    pass\nwith a as b, c: pass\n"
    "async def f():\n    async with a: await b\n    async for x in y: yield x",
    "match x:\n    case [1, *r, {'a': 2, **k} | [k]] if k: pass\n"
    "    case C(a, b=None) as d: pass\n    case -1.5+2j | 'x' 'y' | a.b: pass\n    case _: pass",
    "f'{a!r:>{w}} {b=}'; u'k'; b'y'; x if not y else z; a < b <= c is not d; "
    "lambda *a, **k: (yield); global q; q @= 1; w = (v := 3)",
    "import a.b as c, d\nfrom . import e\nfrom ..f import *\n"
    "while 1:\n    if x: break\n    elif y: continue\n    else: pass",
]
for source in SOURCES:
    print(marshal.dumps(compile(ast.parse(source), "s", "exec"), 2) == marshal.dumps(compile(source, "s", "exec"), 2))
