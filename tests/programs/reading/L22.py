objs = [object() for _ in range(4)]
x = object()
print(len(objs))
del x
y = object()
print(y is not None)
