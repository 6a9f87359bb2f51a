def inner(y):
    z = y + 3
    return z


def outer():
    a = 1
    b = 2
    return a + inner(b)


print(outer())
