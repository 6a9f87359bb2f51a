# Sorting: keys, stability, reverse, several keys, what is called how often, changes while sorting, errors.
words = "the quick brown fox jumps over the lazy dog".split()
print(sorted(words), sorted(words, key=len), sorted(words, key=len, reverse=True))
print(sorted(words, key=lambda w: (-len(w), w)), sorted(words, key=lambda w: w[-1]),
      sorted(set(words), key=words.index))

people = [("ann", 30, "rome"), ("bob", 25, "oslo"), ("cid", 30, "bern"), ("dan", 25, "rome"), ("eve", 35, "oslo")]
by_age = sorted(people, key=lambda p: p[1])
print([p[0] for p in by_age], [p[0] for p in sorted(by_age, key=lambda p: p[2])],
      [p[0] for p in sorted(people, key=lambda p: p[1], reverse=True)])
calls = []


def key(item):
    calls.append(item)
    return -item


numbers = [3, 1, 4, 1, 5, 9, 2, 6]
print(numbers.sort(key=key), numbers, calls)


class Card:
    compared = 0

    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        Card.compared += 1
        return self.rank < other.rank

    def __repr__(self):
        return f"<{self.rank}>"


cards = [Card(n * 7 % 10) for n in range(10)]
print(sorted(cards), Card.compared, max(cards), min(cards))
Card.compared = 0
print(sorted([Card(n) for n in range(20)]) is not None, Card.compared, sorted([Card(n) for n in range(20, 0, -1)])[0],
      Card.compared)
print(sorted([True, 2, 0.5, False]), sorted("bAcB"), sorted("bAcB", key=str.lower),
      sorted([(1, "b"), (1, "a"), (0, "z")]), sorted({"b": 1, "a": 2}))
print(sorted([[2, 1], [2], [1, 9], []]), sorted([float("inf"), -1, 10 ** 30]), sorted(["10", "9", "1"], key=int),
      sorted([]), sorted("x"))


def compare(a, b):
    return (a > b) - (a < b)


class Compared:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return compare(self.value[::-1], other.value[::-1]) < 0


print(sorted(words, key=Compared))
items = [3, 2, 1]


def meddle(item):
    items.append(item)
    return item


for action in (lambda: sorted([1, "a"]), lambda: sorted([None, None]), lambda: sorted([1j, 2j]),
               lambda: items.sort(key=meddle), lambda: [2, 1].sort(len),
               lambda: sorted(5), lambda: sorted([1, 2], key=5), lambda: sorted([3, 1, 2], key=lambda n: 1 / (n - 1))):
    try:
        print(action())
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
print(items)
