# Unpacking in assignments: nested targets, stars, the order of stores, and the errors about counts.
a, b = 1, 2
a, b = b, a
print(a, b)
(c, [d, e]), f = (1, (2, 3)), 4
print(c, d, e, f)
first, *middle, last = "unpack"
print(first, middle, last)
*start, end = [1]
print(start, end)
[*everything] = range(4)
print(everything)
head, *(second, *tail) = [1, 2, 3, 4]
print(head, second, tail)

row = [0, 0, 0]
i = 0
i, row[i] = 2, "written after i changed"
print(i, row)

x = y = z = []
x.append("shared")
print(y, z is x)


class Box:
    pass


box = Box()
box.left, box.right, *box.others = range(5)
print(vars(box))
table = {}
table["key"], (table["a"], table["b"]) = 1, "xy"
print(table)

for key, (low, *high) in {"p": (1, 2, 3), "q": [4]}.items():
    print(key, low, high)


def attempt(text, value):
    try:
        exec(text, {"value": value})
    except (TypeError, ValueError) as error:
        print(text, "->", type(error).__name__, error)


attempt("p, q = value", [1])
attempt("p, q = value", [1, 2, 3])
attempt("p, q = value", {1: 1, 2: 2, 3: 3})
attempt("p, *q, r = value", [1])
attempt("p, q = value", 5)
attempt("*p, q = value", iter(()))
attempt("p, q = value", iter("abc"))
attempt("(p, q), r = value", [1, 2])
attempt("[] = value", "a")
