# What compile() says of trees that no source could have given.
import ast

load, store = (lambda id: ast.Name(id, ast.Load())), (lambda id: ast.Name(id, ast.Store()))
x, y, one, p = load("x"), store("y"), ast.Constant(1), ast.Pass()
none = ast.arguments([], [], None, [], [], None, [])


def attempt(node):
    if isinstance(node, ast.pattern):
        node = ast.Match(x, [ast.match_case(node, None, [p])])
    if isinstance(node, ast.expr):
        node = ast.Expr(node)
    try:
        compile(ast.fix_missing_locations(ast.Module([node], [])), "<made>", "exec")
        print("fine", end="; ")
    except (TypeError, ValueError, SyntaxError) as e:
        print(type(e).__name__ + ":", e)


for body in [], [None]:
    for node in (ast.FunctionDef("f", none, body, []), ast.ClassDef("C", [], [], body, []), ast.For(y, x, body, []),
                 ast.While(x, body, []), ast.If(x, body, []),
                 ast.With([ast.withitem(x)], body), ast.Try(body, [], [], [p]), ast.TryStar(body, [], [], [p]),
                 ast.Match(x, [ast.match_case(ast.MatchAs(), None, body)])):
        attempt(node)
for node in (ast.Delete([]), ast.Assign([], x), ast.With([], [p]), ast.Import([]), ast.ImportFrom("a", [], 0),
             ast.Global([]), ast.Nonlocal([]), ast.Match(x, []),
             ast.Try([p], [], [], []), ast.Try([p], [], [p], [p]), ast.TryStar([p], [], [], []), ast.Raise(None, x),
             ast.ImportFrom("a", [ast.alias("b")], -1),
             ast.AnnAssign(ast.Attribute(x, "a", ast.Store()), x, None, 1), ast.Delete([x]), ast.Assign([x], x),
             ast.Assign([one], x), ast.Return(y)):
    attempt(node)
for node in (y, ast.Name("None", ast.Load()), ast.BoolOp(ast.And(), [x]), ast.Dict([x], []), ast.Dict([None], [x]),
             ast.List([None], ast.Load()), ast.List([y], ast.Load()),
             ast.Compare(x, [], []), ast.Compare(x, [ast.Lt()], [x, x]), ast.ListComp(x, []),
             ast.NamedExpr(ast.Attribute(x, "a", ast.Store()), x), ast.Starred(x, ast.Store()),
             ast.Lambda(ast.arguments([], [], None, [], [], None, [x]), x),
             ast.Lambda(ast.arguments([], [], None, [], [x], None, []), x), ast.Call(x, [None], []),
             ast.Constant([]), ast.Constant((1, [])), ast.Constant(type("I", (int,), {})()),
             ast.Constant(frozenset({1})), ast.Starred(x, ast.Load())):
    attempt(node)
for node in (ast.MatchValue(x), ast.MatchValue(ast.Constant(None)), ast.MatchSingleton(1), ast.MatchStar("a"),
             ast.MatchAs(one and ast.MatchAs(), None), ast.MatchAs(None, "_"),
             ast.MatchAs(None, "True"), ast.MatchOr([ast.MatchAs()]), ast.MatchMapping([one], []),
             ast.MatchMapping([x], [ast.MatchAs()]), ast.MatchClass(one, [], [], []),
             ast.MatchClass(x, [], ["a"], []), ast.MatchClass(x, [], ["None"], [ast.MatchAs()]),
             ast.MatchValue(ast.UnaryOp(ast.USub(), ast.Constant("a"))),
             ast.MatchValue(ast.BinOp(one, ast.Add(), ast.Constant(1j)))):
    attempt(node)
for at in (2, 0, 1, 0), (1, 5, 1, 4), (-1, 0, 1, 0), (1, -1, 1, 0), (0, 0, 0, 0), (-5, -5, -5, -5):
    attempt(ast.Expr(ast.Constant(1, lineno=at[0], col_offset=at[1], end_lineno=at[2], end_col_offset=at[3])))
