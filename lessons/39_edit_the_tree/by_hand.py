from _ast import BinOp, Constant
from _ast import Expression, Mult

xy, three = Constant("xy"), Constant(3)
times = BinOp(xy, Mult(), three)
tree = Expression(times)
try:
    compile(tree, "s", "eval")
except TypeError as e:
    print(e)

for node in times, xy, three:
    node.lineno = node.end_lineno = 1
    node.col_offset = 0
    node.end_col_offset = 0
code = compile(tree, "s", "eval")
print(eval(code))
print(code.co_consts)
