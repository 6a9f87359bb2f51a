# Lambda expressions: parameters of each kind, currying, tables of functions, sorting keys, immediate calls.
identity = lambda x: x
constant = lambda: 42
many = lambda a, /, b=2, *args, c, d=4, **rest: (a, b, args, c, d, rest)
print(identity("x"), constant(), many(1, c=3), many(1, 2, 3, c=4, e=5))
print(identity.__name__, many.__qualname__, many.__code__.co_argcount, many.__code__.co_kwonlyargcount)

operations = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "max": lambda a, b: a if a > b else b,
}
for symbol, function in operations.items():
    print(symbol, function(3, 5))

curry = lambda f: lambda a: lambda b: f(a, b)
compose = lambda *functions: lambda x: compose(*functions[:-1])(functions[-1](x)) if functions else x
print(curry(pow)(2)(10), compose(str, abs, int)("-12"))
factorial = (lambda f: lambda n: f(f, n))(lambda f, n: 1 if n == 0 else n * f(f, n - 1))
print(factorial(10))

people = [("bob", 30), ("ann", 25), ("cid", 30)]
print(sorted(people, key=lambda p: (-p[1], p[0])), min(people, key=lambda p: p[1]))
print(list(map(lambda a, b: a * b, [1, 2, 3], [4, 5, 6])), list(filter(lambda n: n & 1, range(7))))
print((lambda n: [n := n + 1 for _ in range(3)])(0))
print((lambda *a, **k: (a, k))(1, *[2], x=3, **{"y": 4}))


def yielding():
    return (lambda: (yield 1))()


print(list(yielding()))
zero = lambda n: lambda f: lambda x: x
successor = lambda numeral: lambda f: lambda x: f(numeral(f)(x))
plus = lambda a: lambda b: lambda f: lambda x: a(f)(b(f)(x))
times = lambda a: lambda b: lambda f: a(b(f))
two = successor(successor(zero(0)))
three = successor(two)
count = lambda numeral: numeral(lambda n: n + 1)(0)
print(count(two), count(plus(two)(three)), count(times(three)(three)), count(two(three)))
try:
    (lambda a, b: a)(1)
except TypeError as error:
    print(error)
print([(lambda: n)() for n in range(3)], (lambda: (yield))().__class__.__name__)
