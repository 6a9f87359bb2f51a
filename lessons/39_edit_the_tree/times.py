import ast


class Outer(ast.NodeTransformer):
    def visit_BinOp(self, node):
        node.op = ast.Mult()
        return node


class Deep(Outer):
    def visit_BinOp(self, node):
        self.generic_visit(node)
        return super().visit_BinOp(node)


for way in Outer(), Deep():
    tree = ast.parse("2 + 3 + 4").body[0]
    print(ast.unparse(way.visit(tree)))
