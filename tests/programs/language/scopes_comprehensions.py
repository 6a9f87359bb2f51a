# Comprehensions have a scope of their own: loop variables, the outermost iterable, nesting, closures.
i = "outside"
squares = [i * i for i in range(4)]
print(squares, i)
print({i: j for i, j in zip("ab", (1, 2))}, {i % 3 for i in range(7)}, i)


def outer(n):
    return [[row * col for col in range(n)] for row in range(n)]


print(outer(3))
print([(x, y) for x in range(3) for y in range(x)])
print([x for x in range(30) if x % 2 if x % 3 if x % 5])
print([x if x % 2 else -x for x in range(5)])
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[k] for row in matrix] for k in range(3)], [x for row in matrix for x in row])

functions = [lambda: k for k in range(3)]
print([f() for f in functions])
print([f() for f in [lambda k=k: k for k in range(3)]])


def announce(name, items):
    print("  iterable", name)
    return items


print([a + b for a in announce("outer", "xy") for b in announce("inner", "12")])
lazy = (a for a in announce("at once", [1]) for b in announce("only when asked", [2]))
print("made")
print(list(lazy))

try:
    (n for n in 5)
except TypeError as error:
    print(error)
broken = (1 / n for n in (1, 0))
print(next(broken))
try:
    next(broken)
except ZeroDivisionError as error:
    print(error)
print(next(broken, "finished"))


def local_names():
    data = [1, 2]
    return [sorted(locals()) for _ in data][0], sorted(locals())


print(local_names())
print([[y for y in range(x)] for x in range(4)], sum(x for x in range(101)))
print({word: len(word) for word in "sets of words".split()}, [*(c for c in "abc")])
first, *others = (x * 2 for x in range(4))
print(first, others)
