# The node classes themselves: construction, fields, copies.
import ast
import copy

for c in (ast.AST, ast.mod, ast.stmt, ast.expr, ast.pattern, ast.Module, ast.FunctionDef, ast.ImportFrom, ast.arguments,
          ast.alias, ast.TypeIgnore, ast.cmpop, ast.Load, ast.MatchAs):
    print(c.__name__, c.__module__, c.__base__.__name__, c._fields, c.__match_args__, c._attributes, c.__doc__,
          sorted(vars(c)))
for make in (lambda: ast.Name("a", ast.Load(), 3), lambda: ast.Name("a", id="b"),
             lambda: ast.Name(id="a", other=5).other, lambda: ast.Name().id, lambda: ast.arg("a").annotation,
             lambda: ast.Constant(3, kind=None).n, lambda: ast.Pass(1), lambda: ast.AST(a=1).a, lambda: ast.AST(1),
             lambda: ast.Load() is ast.parse("a").body[0].value.ctx):
    try:
        print(make())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
tree = ast.parse("for i in range(3):\n    x[i] = i ** 2, -i\n")
for other in copy.deepcopy(tree), copy.copy(tree), copy._reconstruct(tree, None, *tree.__reduce_ex__(4)):
    print(other is tree, ast.dump(other) == ast.dump(tree), ast.unparse(other))
print(ast.parse("a").body[0].value.ctx is ast.parse("b").body[0].value.ctx, tree.body[0].__reduce__()[0])
ast.increment_lineno(tree, 5)
print(tree.body[0].lineno, tree.body[0].end_lineno, ast.dump(tree.body[0].iter, include_attributes=True))
print(ast.literal_eval(ast.parse("[1, (2, {'a': -3.5j})]", mode="eval")), ast.literal_eval(ast.Set([ast.Constant(1)])))
match tree.body[0]:
    case ast.For(ast.Name(id), ast.Call(func=f)):
        print(id, f.id)
