f = float("1.5")
t = tuple(range(20))
n = 600
s = "s" * n
x = object()
y = object()
old = id(x)
del x
z = object()
print(id(z) == old)
b = bytes(10)
old = id(b)
del b
r = range(n)
print(id(r) == old)
old = id(f)
del f
c = complex(1, 2)
g = float("2.5")
print(id(c) == old, id(g) == old)
