import ast
names = {"Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "Pow": "**"}

def show(node):
    if isinstance(node, ast.Expression):
        return show(node.body)
    if isinstance(node, ast.BinOp):
        op = names[type(node.op).__name__]
        return "(" + show(node.left) + op + show(node.right) + ")"
    if isinstance(node, ast.UnaryOp):
        return "(-" + show(node.operand) + ")"
    if isinstance(node, ast.Constant):
        return str(node.value)
    return node.id

print(show(ast.parse("2 * (3 + 1) - -x ** 2", mode="eval")))
print(eval(compile("6 * 7", "s", "eval")))
exec(compile("a = 1\nprint(a + 1)", "s", "exec"))
exec(compile("1 + 1", "s", "single"))
