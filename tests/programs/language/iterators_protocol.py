# The iterator protocol: own iterators, iter with a sentinel, sequences by __getitem__, exhaustion, changes on the way.
class Steps:
    def __init__(self, *values):
        self.values = values

    def __iter__(self):
        return StepsIterator(self.values)


class StepsIterator:
    def __init__(self, values):
        self.values, self.position = values, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.position == len(self.values):
            raise StopIteration("no more")
        self.position += 1
        return self.values[self.position - 1]

    def __length_hint__(self):
        return len(self.values) - self.position


steps = Steps(1, 2, 3)
print(list(steps), list(steps), sum(steps), max(steps), 2 in steps, tuple(zip(steps, steps)))
iterator = iter(steps)
print(next(iterator), iter(iterator) is iterator, [*iterator], [*iterator], next(iterator, "default"))
try:
    next(iterator)
except StopIteration as stop:
    print("stopped:", stop.value)

source = iter("abc,def")
print("".join(iter(lambda: next(source), ",")), "".join(source))
numbers = [5, 3, 0, 7]
print(list(iter(numbers.pop, 0)), numbers)


class Letters:
    def __getitem__(self, index):
        return "xyz"[index]


print(list(Letters()), "y" in Letters(), type(iter(Letters())).__name__)
items = [1, 2, 3]
iterator = iter(items)
next(iterator)
items.append(4)
print(list(iterator))
items.append(5)
print(list(iterator), iterator.__length_hint__())
backward = reversed([1, 2, 3])
print(next(backward), backward.__length_hint__(), list(backward))
keys = iter({"a": 1, "b": 2})
print(next(keys), keys.__length_hint__(), list(keys))


class NoNext:
    def __iter__(self):
        return 5


class Endless:
    def __iter__(self):
        return self

    def __next__(self):
        return 7


for action in (lambda: iter(5), lambda: list(NoNext()), lambda: next([]), lambda: iter(1, 2), lambda: [*zip([1], 5)],
               lambda: next(zip(strict=True, *[[1], []]))):
    try:
        action()
    except (TypeError, ValueError) as error:
        print(error)
first, second, *_ = zip(Endless(), "ab")
print(first, second, [n for n, _ in zip(Endless(), range(3))])
