# Reading a tree runs the program's own code.
import ast

at = dict(lineno=1, col_offset=0)


class Lazy(ast.Constant):
    @property
    def value(self):
        print("value is read")
        return 6 * 7


class Broken(ast.Constant):
    @property
    def value(self):
        raise KeyError("broken")


class Growing(ast.Expr):
    @property
    def value(self):
        module.body.append(ast.Pass(**at))
        return ast.Constant(1, **at)


class Stranger:
    def __getattr__(self, name):
        print("?", name)
        return 1


def attempt(tree, mode):
    try:
        print(eval(compile(tree, "<made>", mode)))
    except (TypeError, KeyError, RuntimeError) as e:
        print(type(e).__name__, str(e).split(" object at ")[0])


attempt(ast.Expression(Lazy(**at)), "eval")
attempt(ast.Expression(Broken(**at)), "eval")
module = ast.Module([Growing(**at)], [])
attempt(module, "exec")
attempt(ast.Expression(Stranger()), "eval")
Both = type("Both", (ast.Name, ast.Constant), {})  # a Constant, since that is asked first
attempt(ast.Expression(Both(value="both", id="print", ctx=ast.Load(), **at)), "eval")
big = 10**40
print(eval(compile(ast.Expression(ast.Constant(big, **at)), "<made>", "eval")) is big)
