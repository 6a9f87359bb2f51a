# Generators, comprehensions and closures.
def numbers(n):
    for i in range(n):
        yield i

def run(n):
    add = lambda k: lambda x: x + k
    plus = add(3)
    squares = [plus(x) * x for x in numbers(n) if x % 2]
    return sum(x for x in squares if x % 5)

print(run(500000))
