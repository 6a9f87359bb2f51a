import ast

class Until(ast.NodeTransformer):
    def visit_While(self, node):
        self.generic_visit(node)
        t = node.test
        if isinstance(t, ast.Call) and isinstance(t.func, ast.Name) and t.func.id == "until":
            node.test = ast.UnaryOp(ast.Not(), t.args[0])
        return node

src = """
num = 3
while until(num == 0):
    print(num)
    num -= 1
"""
tree = ast.fix_missing_locations(Until().visit(ast.parse(src)))
exec(compile(tree, "s", "exec"))

def myfoo(num):
    while not num == 0:
        print(num)
        num -= 1

myfoo(2)
try:
    compile("until num == 0:\n    pass\n", "s", "exec")
except SyntaxError as e:
    print("SyntaxError:", e.msg)
