# Comprehensions: each is a function of its own, with its own scope.

x = "outside"
squares = [x * x for x in range(4)]
print(x, squares)

pairs = {(a, b) for a in range(3) for b in range(a)}
print(sorted(pairs))

lengths = {word: len(word) for word in ("frame", "cell", "code")}
print(lengths)

lazy = (n for n in range(10) if n % 3 == 0)
print(next(lazy), next(lazy), list(lazy))


def scopes():
    y = 2
    return [y * n for n in range(3)], [[i + j for j in range(2)] for i in range(2)]


print(scopes())
print([last := n for n in range(3)], last)
