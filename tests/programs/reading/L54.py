import ast
src = """
favs = ['berry', 'apple']
name = 'peter'

for item in favs:
    print('%s likes %s' % (name, item))
"""

class Find(ast.NodeVisitor):
    def visit_Constant(self, node):
        print("found", repr(node.value))

class Prefix(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant("str: " + node.value), node)

tree = ast.parse(src)
tree = Prefix().visit(tree)
Find().visit(tree)
exec(compile(tree, "<s>", "exec"))

class Times(ast.NodeTransformer):
    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.Add):
            node.op = ast.Mult()
        return node

t = ast.parse("2 + 3 + 4", mode="eval")
print(ast.unparse(Times().visit(t)), eval(compile(t, "s", "eval")))
