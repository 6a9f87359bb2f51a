import _ast as ast

times = ast.BinOp(ast.Constant("xy"), ast.Mult(), ast.Constant(3))
tree = ast.Expression(times)
try:
    compile(tree, "s", "eval")
except TypeError as e:
    print(e)

for node in times, times.left, times.right:
    node.lineno = node.end_lineno = 1
    node.col_offset = node.end_col_offset = 0
code = compile(tree, "s", "eval")
print(eval(code))
print(code.co_consts)
