# The del statement for each kind of target: names, attributes, items, slices, tuples of targets.
name = "gone soon"
del name
try:
    name
except NameError as error:
    print(error)

numbers = list(range(10))
del numbers[0]
del numbers[-1], numbers[0]
print(numbers)
del numbers[1:3]
print(numbers)
del numbers[::2]
print(numbers)
del numbers[:]
print(numbers)

table = {"a": 1, "b": 2, "c": 3}
del table["a"]
del (table["b"])
print(table)
x, y, z = 1, 2, 3
del (x, [y, z])
print("x" in globals(), "y" in globals())


class Watched:
    def __delattr__(self, attribute):
        print("deleting attribute", attribute)
        object.__delattr__(self, attribute)

    def __delitem__(self, index):
        print("deleting item", index)


watched = Watched()
watched.color = "red"
del watched.color
del watched[1], watched["key"], watched[1:2], watched[1, ..., ::3]


def local():
    value = 1
    del value
    try:
        return value
    except UnboundLocalError as error:
        return error


def cell():
    value = 1

    def read():
        return value
    del value
    try:
        return read()
    except NameError as error:
        return error


print(local())
print(cell())
for statement in ("del watched.color", "del table[9]", "del numbers[3]", "del missing", "del (1).real", "del table.x"):
    try:
        exec(statement)
    except (AttributeError, KeyError, IndexError, NameError, TypeError) as error:
        print(type(error).__name__, error)
