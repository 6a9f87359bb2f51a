import _ast as ast

text = """
num = 3
until num == 0:
    print(num)
    num -= 1
"""
text = text.replace("until", "while")
flags = ast.PyCF_ONLY_AST
tree = compile(text, "s", "exec", flags)
loop = tree.body[1]
test = ast.UnaryOp(ast.Not(), loop.test)
test.lineno = test.end_lineno = 3
test.col_offset = 6
test.end_col_offset = 14
loop.test = test
exec(compile(tree, "s", "exec"))
