# What compile() says of trees whose objects are not as they should be.
import ast

at = dict(lineno=1, col_offset=0)


def attempt(tree, mode="exec"):
    try:
        compile(tree, "<made>", mode)
        print("fine")
    except (TypeError, ValueError, OverflowError, RecursionError, RuntimeError) as e:
        print(type(e).__name__ + ":", e)


def stmt(s):
    attempt(ast.Module([s], []))


def expr(e):
    attempt(ast.Expression(e), "eval")


for tree in (ast.Module(), ast.Module(1, []), ast.Module([]), ast.Module([1], []), ast.Module([], [1]),
             ast.Module([], [None]), ast.Module([None], [])):
    attempt(tree)
for mode in "eval", "single", "func_type", "none":
    attempt(ast.Module([], []), mode)
attempt(ast.AST())
attempt(ast.Module)
attempt(ast.Module([], [ast.TypeIgnore(1, None)]))
stmt(ast.Expr(ast.Constant(1)))
stmt(ast.Expr(lineno=1))
stmt(ast.Expr(**at))
stmt(ast.Expr(None, **at))
stmt(ast.Expr(ast.Constant(1, **at), lineno="a", col_offset=0))
stmt(ast.Expr(ast.Constant(1, **at), lineno=2**31, col_offset=0))
stmt(ast.FunctionDef(None, ast.arguments(), [], [], **at))
stmt(ast.FunctionDef("f", None, [], [], **at))
stmt(ast.Import([None], **at))
stmt(ast.Import([ast.alias("a")], **at))
stmt(ast.Global(("a",), **at))
stmt(ast.ImportFrom("a", [ast.alias("b", **at)], "0", **at))
stmt(ast.Match(ast.Constant(1, **at), [ast.match_case(ast.MatchAs(None, "x", **at), None, [])], **at))
expr(None)
expr(ast.Name(1, ast.Load(), **at))
expr(ast.Name("a", **at))
expr(ast.Name("a", None, **at))
expr(ast.BinOp(ast.Constant(1, **at), ast.Add, ast.Constant(1, **at), **at))
expr(ast.Compare(ast.Constant(1, **at), [None], [ast.Constant(1, **at)], **at))
expr(ast.Constant(1, 2, **at))
expr(ast.Lambda(ast.arguments([], [], None, [], [], None), ast.Constant(1, **at), **at))
loop = ast.UnaryOp(ast.Not(), **at)
loop.operand = loop
expr(loop)
