# Endless generators: primes, Fibonacci, merging sorted streams, cycles, and generators made of each other.
def count(start=0, step=1):
    while True:
        yield start
        start += step


def take(n, iterable):
    iterator = iter(iterable)
    return [next(iterator) for _ in range(n)]


def primes():
    yield 2
    composites = {}
    for n in count(3, 2):
        step = composites.pop(n, None)
        if step is None:
            yield n
            composites[n * n] = 2 * n
        else:
            following = n + step
            while following in composites:
                following += step
            composites[following] = step


def fibonacci(a=0, b=1):
    while True:
        yield a
        a, b = b, a + b


def merge(left, right):
    a, b = next(left), next(right)
    while True:
        if a < b:
            yield a
            a = next(left)
        elif b < a:
            yield b
            b = next(right)
        else:
            yield a
            a, b = next(left), next(right)


def hamming():
    found, twos, threes, fives = [1], 0, 0, 0
    while True:
        yield found[-1]
        following = min(found[twos] * 2, found[threes] * 3, found[fives] * 5)
        found.append(following)
        twos += found[twos] * 2 == following
        threes += found[threes] * 3 == following
        fives += found[fives] * 5 == following


def cycle(items):
    while items:
        yield from items


def collatz(n):
    while n != 1:
        yield n
        n = 3 * n + 1 if n % 2 else n // 2
    yield 1


print(take(12, primes()), take(12, fibonacci()))
print(take(15, merge(primes(), fibonacci(1, 2))))
print(take(15, hamming()), "".join(take(7, cycle("abc"))))
print(list(collatz(11)), max(range(1, 30), key=lambda n: sum(1 for _ in collatz(n))))
print(take(5, map(lambda pair: pair[0] * pair[1], zip(count(1), count(10, -1)))), list(cycle([])))
