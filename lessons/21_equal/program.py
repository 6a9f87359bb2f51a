x = "hello"
y = "hello"
print(x == y, x is y)
z = x + y
v = "".join([x, y])
print(z == v, z is v)
w = x
w += "!"
u = x + ""
print(w, x, u is x)


def grow(n):
    s = ""
    for i in range(n):
        s += "ab"
    return len(s)


print(grow(12))
