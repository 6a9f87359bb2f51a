# Stars in displays and calls: lists, tuples, sets, dicts, return and yield, and subscripts.
letters = "ab"
numbers = [1, 2]
print([*letters, *numbers, 3], (*letters, 0), {*numbers, *numbers, 5})
print(*letters, *numbers, sep="-")
print({**{"a": 1, "b": 2}, "a": 3, **{"b": 4, "c": 5}})
print([*[], *(), *{}], {**{}}, (*"",))


def both():
    return *letters, *numbers


def generate():
    yield *numbers, 9
    yield [*letters][-1]


print(both(), list(generate()))
for item in *letters, *numbers:
    print(item, end=" ")
print()


class Grid:
    def __getitem__(self, index):
        return index

    def keys(self):
        return iter("xy")


grid = Grid()
print(grid[1, 2], grid[*numbers, 3], grid[1:2, ...], grid[*letters])
print({**grid})

merged = {"size": 1, "color": "red"}
print(dict(merged, size=2), {**merged, "size": 3}, merged | {"size": 4}, merged)


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return iter(range(self.start, 0, -1))


print([*Countdown(3), *Countdown(2)], {*Countdown(2)}, max(*Countdown(4)))
for text in ["[*5]", "{**5}", "{*None}", "(*1.5,)", "print(**5)", "max(*5)"]:
    try:
        eval(text)
    except TypeError as error:
        print(text, "->", error)
nested = [[1, 2], [3], []]
print([*nested[0], *nested[1], *nested[2]], [x for row in nested for x in (*row, "|")])
