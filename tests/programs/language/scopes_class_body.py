# Names in a class body: they are not seen by its methods, but by its own statements and defaults.
x = "module"


class First:
    print("before:", x)
    x = "class"
    print("after:", x)
    copied = x

    def read(self, default=x):
        return x, default

    items = [n for n in range(3)]
    doubled = [n * 2 for n in items]
    try:
        combined = [(n, x) for n in range(2)]
    finally:
        y = 5
    lazy = (n for n in items)


print(First().read(), First.copied, First.doubled, First.combined, list(First.lazy))


def build(x):
    class Inner:
        seen = x

        def look(self):
            return x
    return Inner


inner = build("argument")
print(inner.seen, inner().look(), inner.__qualname__)


def shadow():
    x = "enclosing"

    class Body:
        try:
            value = x
            x = "local"
            value += " then " + x
            del x
            value += " then " + x
        except NameError as error:
            value = str(error)
    return Body.value


print(shadow())


class Nested:
    limit = 3

    class Deeper:
        try:
            found = limit
        except NameError as error:
            found = str(error)

    for i in range(limit):
        pass
    if i == 2:
        def method(self):
            return "defined under a condition"


print(Nested.Deeper.found, Nested.i, Nested().method())


class Globally:
    global made_here
    made_here = "stored in the module"
    locals()["sneaked"] = 1


print(made_here, Globally.sneaked, hasattr(Globally, "made_here"))
