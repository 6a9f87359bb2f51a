import _ast as ast

names = {"Add": "+", "Sub": "-", "Mult": "*", "Pow": "**"}


def show(node):
    if isinstance(node, ast.BinOp):
        op = names[type(node.op).__name__]
        return "(" + show(node.left) + op + show(node.right) + ")"
    if isinstance(node, ast.UnaryOp):
        return "(-" + show(node.operand) + ")"
    if isinstance(node, ast.Constant):
        return str(node.value)
    return node.id


tree = compile("2 * (x + 1) - -x ** 2", "s", "eval", ast.PyCF_ONLY_AST)
print(show(tree.body))
