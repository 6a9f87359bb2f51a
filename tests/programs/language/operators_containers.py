# A container with len, getitem, setitem, delitem, contains, iter, reversed, call, bool, index, and missing.
class Ring:
    def __init__(self, items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Ring(self.items[index])
        if isinstance(index, tuple):
            return [self[i] for i in index]
        return self.items[index % len(self.items)]

    def __setitem__(self, index, value):
        self.items[index % len(self.items)] = value

    def __delitem__(self, index):
        del self.items[index % len(self.items)]

    def __contains__(self, item):
        print("  contains?", item)
        return item in self.items

    def __iter__(self):
        print("  iter")
        return iter(self.items)

    def __reversed__(self):
        return Ring(self.items[::-1]).items

    def __call__(self, turns=1):
        return Ring(self[i + turns] for i in range(len(self)))

    def __repr__(self):
        return f"Ring{self.items}"


ring = Ring("abcd")
print(len(ring), ring[5], ring[-1], ring[1:3], ring[0, 2, 9], bool(ring), bool(Ring("")))
ring[6] = "C"
del ring[0]
print(ring, "C" in ring, "z" not in ring, reversed(ring), ring(), ring(2), [*ring], list(zip(ring, ring)))


class OnlyGetItem:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * index


old = OnlyGetItem()
print(list(old), 9 in old, 5 in old, max(old), *old)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        print("  index", self.value)
        return self.value


print("abc"[Index(1)], [1, 2, 3][Index(0):Index(2)], hex(Index(255)), range(Index(3)), "x" * Index(2), int(Index(7)))


class Defaults(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


d = Defaults(a=1)
print(d["a"], d["b"], d.get("c"), "c" in d, d)
for action in (lambda: len(OnlyGetItem()), lambda: reversed(old), lambda: [1][Index("x")], lambda: OnlyGetItem()(),
               lambda: iter(Index(1)),
               lambda: list(old)[None], lambda: len(type("L", (), {"__len__": lambda self: -1})())):
    try:
        action()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
