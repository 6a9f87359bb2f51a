import sys


def visit(o):
    n = sys.getrefcount(o)
    box = [o]
    mine = box[0]
    box.append(o)
    del box
    return n


item = ["x"]
print(visit(item))
