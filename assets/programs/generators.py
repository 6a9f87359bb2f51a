# Iterators and generators: a frame that stops at yield and goes on later.


class Countdown:
    def __init__(self, start):
        self.n = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


def squares(source):
    for x in source:
        yield x * x


def average():
    total = count = 0
    mean = None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count


def both():
    yield from Countdown(2)
    result = yield from squares([7])
    return result


print(list(squares(Countdown(3))))
mean = average()
next(mean)
print(mean.send(10), mean.send(20))
mean.close()
print(list(both()), sum(x for x in range(4)))
