import gc

gc.disable()


class Node:
    pass


a = Node()
b = Node()
a.other = b
b.other = a
del a
del b
print(gc.collect())
keep = Node()
keep.other = keep
print(gc.collect())
del keep
print(gc.collect())
