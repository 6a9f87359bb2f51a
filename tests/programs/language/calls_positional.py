# Calls by position: too few, too many, defaults, star arguments, and the order in which all of it is evaluated.
def show(label, value):
    print("  evaluated", label)
    return value


def area(width, height=2, depth=3):
    return width * height * depth


def collect(first, *rest):
    return first, rest


print(area(1), area(1, 5), area(1, 5, 7))
print(collect(1), collect(1, 2, 3), collect(*"abc"))
print(area(*[2, 3], 4), area(*(), 9), area(*range(1, 3), *[8]))

print("order of evaluation:")
print(area(show("width", 2), *[show("height", 3)], depth=show("depth", 4)))

for arguments in [(), (1, 2, 3, 4), (1, 2, 3, 4, 5)]:
    try:
        print(area(*arguments))
    except TypeError as error:
        print(error)

try:
    area(*5)
except TypeError as error:
    print(error)


def no_parameters():
    return "nothing needed"


print(no_parameters(), no_parameters(*[], **{}))
try:
    no_parameters(1)
except TypeError as error:
    print(error)

functions = [abs, len, lambda x: x, area]
values = [-4, "four", None, 1]
print([function(value) for function, value in zip(functions, values)])
print((lambda *a: a)(*[1, 2], 3, *(4,)))
