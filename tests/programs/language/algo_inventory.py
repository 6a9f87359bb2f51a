# An inventory with orders: records, totals, low stock, a report in columns, and a history that can be taken back.
class Item:
    __slots__ = ("name", "price", "count")

    def __init__(self, name, price, count):
        self.name, self.price, self.count = name, price, count

    @property
    def value(self):
        return self.price * self.count


class Inventory:
    def __init__(self):
        self._items = {}
        self._undo = []

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(sorted(self._items.values(), key=lambda item: item.name))

    def __contains__(self, name):
        return name in self._items

    def __getitem__(self, name):
        try:
            return self._items[name]
        except KeyError:
            raise LookupError(f"no item {name!r}; did you mean {self.nearest(name)!r}?") from None

    def nearest(self, name):
        return max(self._items, key=lambda other: len(set(other) & set(name)), default=None)

    def add(self, name, price=None, count=1):
        if name in self:
            old = self[name].count
            self[name].count += count
            self._undo.append(lambda: setattr(self[name], "count", old))
        else:
            self._items[name] = Item(name, price, count)
            self._undo.append(lambda: self._items.pop(name))

    def sell(self, name, count=1):
        item = self[name]
        if item.count < count:
            raise ValueError(f"only {item.count} of {name}")
        item.count -= count
        self._undo.append(lambda: setattr(item, "count", item.count + count))
        return count * item.price

    def undo(self, steps=1):
        for _ in range(min(steps, len(self._undo))):
            self._undo.pop()()

    def report(self):
        yield f"{'item':<8}{'price':>8}{'count':>6}{'value':>9}"
        for item in self:
            yield f"{item.name:<8}{item.price:>8.2f}{item.count:>6}{item.value:>9.2f}{' low' if item.count < 5 else ''}"
        yield f"{'total':<8}{sum(item.value for item in self):>23.2f}"


stock = Inventory()
for name, price, count in [("pen", 1.2, 100), ("book", 12.5, 8), ("lamp", 40, 3)]:
    stock.add(name, price, count)
stock.add("pen", count=20)
income = 0
for name, count in [("pen", 30), ("book", 6), ("lamp", 5), ("ben", 1), ("book", 1)]:
    try:
        income += stock.sell(name, count)
    except (LookupError, ValueError) as error:
        print(type(error).__name__, error)
print(*stock.report(), sep="\n")
stock.undo(3)
print(income, len(stock), "pen" in stock, [(item.name, item.count) for item in stock])
stock.undo(100)
print(len(stock), list(stock))
