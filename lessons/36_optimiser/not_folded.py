def left(x):
    return x + 2 + 3

def right(x):
    return x + (2 + 3)

def never():
    return 1 / 0

def huge():
    return 2 ** 100, "x" * 5000

print(left(1), right(1))
