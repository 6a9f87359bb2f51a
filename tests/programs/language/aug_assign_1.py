# Augmented assignment to names, attributes, items and slices; each target is evaluated once.
def trace(label, value):
    print("  using", label)
    return value


count = 10
count += 5
count -= 3
count *= 4
count //= 5
count **= 2
count %= 17
print(count)
bits = 0b1100
bits |= 0b0011
bits &= 0b0110
bits ^= 0b1111
bits <<= 4
bits >>= 2
print(bin(bits))
ratio = 7
ratio /= 2
print(ratio)


class Point:
    total = 100

    def __init__(self):
        self.x = 1


point = Point()
point.x += 4
point.total += 1
print(point.x, point.total, Point.total)
trace("point", point).x *= 3
print(point.x)

values = [1, 2, 3, 4]
trace("values", values)[trace("index", 1)] += 10
print(values)
values[1:3] += ["a", "b"]
print(values)
values[:1] *= 3
print(values)

table = {"a": 1}
table["a"] += 1
table["list"] = table.get("list", [])
table["list"] += "xyz"
print(table)
for bad in ("table['missing'] += 1", "table.a += 1", "unknown += 1", "values['x'] += 1", "count += 'x'"):
    try:
        exec(bad)
    except (KeyError, AttributeError, NameError, TypeError) as error:
        print(bad, "->", type(error).__name__, error)
