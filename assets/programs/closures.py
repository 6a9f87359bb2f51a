# Closures: inner functions share a cell, not a value; a loop variable is one cell.


def counter():
    n = 0

    def up():
        nonlocal n
        n += 1
        return n

    def read():
        return n

    return up, read


up, read = counter()
up()
up()
print(read())


def make():
    late = []
    for i in range(3):
        late.append(lambda: i)
    return late


print([f() for f in make()])
print([f() for f in [lambda i=i: i for i in range(3)]])
print(up.__code__.co_freevars, up.__closure__[0].cell_contents)
