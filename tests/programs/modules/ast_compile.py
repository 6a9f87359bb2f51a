# Trees that a program has made or changed, compiled and run.
import ast

tree = ast.parse("def f(a, *b, c=2, **d):\n    return a, b, c, d\nprint(f(1, 5, c=3, z=0))")
exec(compile(tree, "<made>", "exec"))
print(eval(compile(ast.Expression(ast.Constant(10**30, lineno=1, col_offset=0)), "<made>", "eval")))

name = lambda id, ctx=ast.Load(): ast.Name(id, ctx)
square = ast.Lambda(
    ast.arguments(posonlyargs=[], args=[ast.arg("x")], kwonlyargs=[], kw_defaults=[], defaults=[]),
    ast.BinOp(name("x"), ast.Mult(), name("x")))
made = ast.Module([ast.Assign([name("g", ast.Store())], square),
                   ast.Expr(ast.Call(name("print"), [ast.Call(name("g"), [ast.Constant(12)], [])], []))], [])
exec(compile(ast.fix_missing_locations(made), "<made>", "exec"))

exec(compile(ast.Interactive([ast.Expr(ast.Constant(7, lineno=1, col_offset=0), lineno=1, col_offset=0)]), "<made>",
             "single"))
print(compile(made, "<made>", "exec", ast.PyCF_ONLY_AST) is made)
future = ast.parse("from __future__ import annotations\nx: unknown + 1 = 2\nprint(__annotations__)")
exec(compile(future, "<made>", "exec"))
for optimize in 0, 1, 2:
    space = {}
    exec(compile(ast.parse("'doc'\nd = __debug__\nassert d, 'no'"), "<made>", "exec", optimize=optimize), space)
    print(optimize, space["d"], space.get("__doc__"))
