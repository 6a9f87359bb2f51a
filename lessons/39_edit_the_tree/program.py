import ast


class Prefix(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.Constant("str: " + node.value)


tree = ast.parse("who = 'peter'\nprint('%s likes %s' % (who, 'berry'))")
Prefix().visit(tree)
ast.fix_missing_locations(tree)
exec(compile(tree, "s", "exec"))
