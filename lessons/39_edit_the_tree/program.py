import ast


class Prefix(ast.NodeTransformer):
    def visit_Constant(self, node):
        text = "str: " + node.value
        return ast.Constant(text)


tree = ast.parse("""
who = 'peter'
print('%s likes %s' % (who, 'berry'))
""")
Prefix().visit(tree)
ast.fix_missing_locations(tree)
exec(compile(tree, "s", "exec"))
