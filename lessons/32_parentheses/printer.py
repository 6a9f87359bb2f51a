import _ast as ast

ops = {ast.Add: "+", ast.Sub: "-",
       ast.Mult: "*", ast.Pow: "**"}
def show(node):
    if isinstance(node, ast.BinOp):
        left = show(node.left)
        right = show(node.right)
        op = ops[type(node.op)]
        return f"({left}{op}{right})"
    if isinstance(node, ast.UnaryOp):
        return f"(-{show(node.operand)})"
    if isinstance(node, ast.Name):
        return node.id
    return str(node.value)

text = "2 * (x + 1) - -x ** 2"
flag = ast.PyCF_ONLY_AST
tree = compile(text, "s", "eval", flag)
print(show(tree.body))
