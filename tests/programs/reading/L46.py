def leaf(n):
    return n + 1

def mid(n):
    return leaf(n) * 2

def worker(name):
    total = 0
    for i in range(3):
        total += mid(i)
        yield name, total

a = worker("A")
b = worker("B")
for step in range(2):
    print(next(a), next(b))
