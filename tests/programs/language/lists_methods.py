# List methods, one after the other, with their results and errors; lists in lists and comparison.
items = [5, 3]
print(items.append(8), items.extend("ab"), items.insert(1, "in"), items.insert(-1, "before last"),
      items.insert(100, "end"), items)
print(items.pop(), items.pop(0), items.pop(-2), items, items.remove("in"), items)
items += [3, 8, 3]
print(items.index(3), items.index(3, 1), items.index(8, 1, 5), items.count(3), items.count("none"), items.reverse(),
      items)
copied = items.copy()
print(copied == items, copied is items, items.clear(), items, copied)
print([1, 2] + [3], [0] * 3, 2 * ["ab"], [] * 5, [1] * -1, [1, 2] == [1, 2.0], [1, 2] < [1, 3], [1] < [1, 0],
      [2] > [1, 9, 9], [] < [0])
print(list("abc"), list(range(3)), list({"k": 1}), list(map(str, (1, 2))), list((1,)), [[]] * 2, 2 in [1, 2],
      [1] in [[1]], not [])
print(len([[], []]), [1, [2, [3]]][1][1][0], [*range(3), *"ab"], [x for x in [0, 1, None, ""] if x], [None] * 2)

a = [1, 2]
a.append(a)
print(a, a[2][2][0], a == a, len(a))
grid = [[x + y * 3 for x in range(3)] for y in range(3)]
print(grid, [list(column) for column in zip(*grid)], [grid[i][i] for i in range(3)], sum(map(sum, grid)),
      [row[::-1] for row in grid[::-1]])
stack, queue = [], [1, 2, 3]
for item in queue:
    stack.append(item)
while stack:
    print(stack.pop(), queue.pop(0), end="; ")
print(stack, queue)


class Log(list):
    def append(self, item):
        super().append(f"[{len(self)}] {item}")

    def __contains__(self, item):
        return any(item in line for line in self)


log = Log(["first"])
log.append("second")
log.extend(["third"])
print(log, "sec" in log, type(log + [1]).__name__, type(log[:]).__name__, type(log.copy()).__name__,
      log == ["first", "[1] second", "third"])
for text in ("[].pop()", "[1].pop(5)", "[1].remove(2)", "[1].index(2)", "[1][1]", "[1]['a']", "[1] + (2,)",
             "[1].append()", "[1].extend(5)",
             "[1].insert(1)", "[1] < ['a']", "hash([])", "[1] * 'a'", "[1] * [1]", "[].pop('x')",
             "[1, 2].index(1, 1)", "[] - []", "list(1)",
             "list(a=1)", "[1].count()", "[1].sort(reverse='x')", "[1].nope", "[1].copy(1)"):
    try:
        print(text, "->", eval(text))
    except (IndexError, ValueError, TypeError, AttributeError) as error:
        print(text, "->", type(error).__name__, error)
