import _ast as ast

names = {ast.Add: "+", ast.Sub: "-",
         ast.Mult: "*", ast.Pow: "**"}

def show(node):
    if isinstance(node, ast.BinOp):
        op = names[type(node.op)]
        text = show(node.left) + op
        return f"({text}{show(node.right)})"
    if isinstance(node, ast.UnaryOp):
        return f"(-{show(node.operand)})"
    if isinstance(node, ast.Constant):
        return str(node.value)
    return node.id

flags = ast.PyCF_ONLY_AST
text = "2 * (x + 1) - -x ** 2"
tree = compile(text, "s", "eval", flags)
print(show(tree.body))
