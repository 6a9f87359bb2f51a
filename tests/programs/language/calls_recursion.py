# Recursion: a factorial, towers, permutations, mutual recursion, a closure that calls itself, and the recursion limit.
def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


def towers(n, source="A", target="C", spare="B"):
    if n == 0:
        return []
    return towers(n - 1, source, spare, target) + [source + target] + towers(n - 1, spare, target, source)


def permutations(items):
    if not items:
        yield []
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [item] + rest


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def flatten(tree):
    return [leaf for branch in tree for leaf in flatten(branch)] if isinstance(tree, list) else [tree]


def ackermann(m, n):
    if m == 0:
        return n + 1
    return ackermann(m - 1, ackermann(m, n - 1) if n else 1)


def make_fibonacci():
    known = {}

    def fibonacci(n):
        if n not in known:
            known[n] = n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
        return known[n]
    return fibonacci


print([factorial(n) for n in range(8)], factorial(25))
print(towers(3))
print(["".join(p) for p in permutations(list("abc"))])
print(is_even(10), is_odd(7), is_even(3))
print(flatten([1, [2, [3, [], [4]], 5], [[6]]]))
print(ackermann(2, 3))
print(make_fibonacci()(60))


def depth(n):
    return depth(n + 1)


try:
    depth(0)
except RecursionError as error:
    print(error)
