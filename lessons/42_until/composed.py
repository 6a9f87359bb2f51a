import _ast as ast

text = """
num = 3
until num == 0:
    print(num)
    num -= 1
"""
text = text.replace("until", "while")
tree = compile(text, "s", "exec", ast.PyCF_ONLY_AST)
loop = tree.body[1]
loop.test = ast.UnaryOp(ast.Not(), loop.test)
loop.test.lineno = loop.test.end_lineno = 3
loop.test.col_offset = loop.test.end_col_offset = 6
exec(compile(tree, "s", "exec"))
