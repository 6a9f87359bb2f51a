# OrderedDicts that change while their own methods walk them, where that leaves the node that is being looked at in
# its place.
from collections import OrderedDict


class Changing(OrderedDict):
    change = None

    def __getitem__(self, key):
        if self.change:
            self.change(key)
        return OrderedDict.__getitem__(self, key)


def copied(change):
    d = Changing(zip("abcd", range(4)))
    d.change = change.__get__(d)
    copy = Changing.copy(d)
    d.change = None
    print(list(d.items()), list(copy.items()))


copied(lambda d, key: d.move_to_end("a"))
copied(lambda d, key: d.update(z=len(d)) if len(d) < 6 else None)
copied(lambda d, key: d.pop("d", None) if key == "a" else None)
copied(lambda d, key: d.move_to_end("c", last=False) if key == "b" else None)
copied(lambda d, key: OrderedDict.__setitem__(d, "d", "new"))


class Key:
    on_equal = None

    def __init__(self, name): self.name = name
    def __hash__(self): return 7
    def __repr__(self): return self.name

    def __eq__(self, other):
        if Key.on_equal:
            Key.on_equal()
        return self.name == other.name


def with_keys(act):
    d, e = (OrderedDict((Key(c), c) for c in "abc") for _ in "xy")
    Key.on_equal = lambda: d.update(later=1)
    try:
        print(act(d, e))
    except Exception as error:
        print(type(error).__name__, error)
    Key.on_equal = None
    print(d, e)


with_keys(lambda d, e: d.copy())
with_keys(lambda d, e: repr(d))
with_keys(lambda d, e: d.get(Key("c")))
with_keys(lambda d, e: d.pop(Key("b")))
with_keys(lambda d, e: d.move_to_end(Key("a")))
with_keys(lambda d, e: e.setdefault(Key("c")))
