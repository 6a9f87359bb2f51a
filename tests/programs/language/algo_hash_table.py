# A hash table of our own: open addresses, growing, deleted marks, iteration in order, and counting collisions.
class Table:
    DELETED = object()

    def __init__(self, pairs=(), size=8):
        self.slots, self.entries, self.used, self.collisions = [None] * size, [], 0, 0
        for key, value in pairs:
            self[key] = value

    @staticmethod
    def hash(key):
        if isinstance(key, str):
            value = 5381
            for char in key:
                value = value * 33 + ord(char) & 0xFFFFFFFF
            return value
        return hash(key)

    def find(self, key):
        place, free = self.hash(key) % len(self.slots), None
        while (slot := self.slots[place]) is not None:
            if slot is self.DELETED:
                free = place if free is None else free
            elif self.entries[slot][0] == key:
                return place, True
            self.collisions += 1
            place = (place + 1) % len(self.slots)
        return place if free is None else free, False

    def __setitem__(self, key, value):
        place, found = self.find(key)
        if found:
            self.entries[self.slots[place]] = key, value
            return
        if self.used * 3 >= len(self.slots) * 2:
            self.__init__(self.items(), len(self.slots) * 2)
            place, _ = self.find(key)
        self.slots[place] = len(self.entries)
        self.entries.append((key, value))
        self.used += 1

    def __getitem__(self, key):
        place, found = self.find(key)
        if not found:
            raise KeyError(key)
        return self.entries[self.slots[place]][1]

    def __delitem__(self, key):
        self[key]
        place, _ = self.find(key)
        self.entries[self.slots[place]] = None
        self.slots[place] = self.DELETED

    def items(self):
        return [entry for entry in self.entries if entry is not None]

    def __iter__(self):
        return (key for key, _ in self.items())

    def __len__(self):
        return len(self.items())

    def __contains__(self, key):
        return self.find(key)[1]

    def __repr__(self):
        return "{" + ", ".join(f"{k!r}: {v!r}" for k, v in self.items()) + "}"


table = Table([("one", 1), ("two", 2)])
print(table, len(table.slots), "one" in table, "three" in table)
for n in range(12):
    table[f"key{n}"] = n * n
table["one"] = "changed"
del table["two"], table["key3"]
print(table, len(table), len(table.slots), table["key11"])
table["two"] = "back at the end"
print(list(table)[-2:], sum(v for k, v in table.items() if k.startswith("key")))
numbers = Table(size=16)
for n in range(0, 160, 16):
    numbers[n] = n
print(numbers.collisions > 0, len(numbers.slots), [numbers[n] for n in (0, 144)])
for action in (lambda: table["key3"], lambda: table.__delitem__("nothing"), lambda: table[[]]):
    try:
        action()
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
