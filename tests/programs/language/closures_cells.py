# Closures and their cells: sharing, late binding, the contents of cells, and functions made with other cells.
def make(start):
    total = start

    def add(n):
        nonlocal total
        total += n
        return total

    def read():
        return total
    return add, read


add, read = make(10)
print(add(5), read(), add.__closure__[0] is not read.__closure__[0], add.__code__.co_freevars)
print([cell.cell_contents for cell in add.__closure__])
shared = [cell for cell in add.__closure__ if cell in read.__closure__]
print(len(shared), shared[0].cell_contents)
shared[0].cell_contents = 1000
print(read(), add(1))


def late():
    functions = []
    for word in ("one", "two", "three"):
        functions.append(lambda: word)
    return functions


def early():
    return [lambda word=word: word for word in ("one", "two", "three")]


print([f() for f in late()], [f() for f in early()])


def unset():
    def inner():
        return value
    cell = inner.__closure__[0]
    try:
        cell.cell_contents
    except ValueError as error:
        print(error)
    try:
        inner()
    except NameError as error:
        print(error)
    value = "now set"
    return inner


print(unset()())


def three_deep(a):
    def second(b):
        def third(c):
            return a, b, c
        return third
    return second


print(three_deep(1)(2)(3), three_deep(1).__code__.co_cellvars, three_deep(1)(2).__code__.co_freevars)


def argument_cell(n):
    def double():
        nonlocal n
        n *= 2
    double()
    double()
    return n


function_type = type(make)
code = read.__code__
other = function_type(code, {}, "other", None, (shared[0],))
print(argument_cell(3), other(), other.__name__)
