x = "hello"
y = "hello"
print(x == y, x is y)
z = x + y
print(z, len(z))
w = "hel"
w += "lo"
print(w == x, w is x)
