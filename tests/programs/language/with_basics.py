# The with statement: the protocol step by step, several items, targets of each kind, and its order.
class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("  enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, error, traceback):
        print("  exit", self.name, kind and kind.__name__, error, traceback is not None)
        return self.swallow


with Manager("a") as first:
    print(first)
with Manager("a"), Manager("b") as second, Manager("c") as third:
    print(second, third)
with (
    Manager("long") as one,
    Manager("list") as two,
):
    print(one, two)

print("errors:")
with Manager("quiet", swallow=True):
    raise ValueError("swallowed")
try:
    with Manager("outer"), Manager("inner"):
        raise KeyError("passed on")
except KeyError as error:
    print("got", repr(error))
with Manager("outer"), Manager("middle", True), Manager("inner"):
    {}["x"]

print("targets:")
table = {}
with Manager("t") as table["key"], Manager("u") as (x, *rest):
    print(table, x, rest)


def leave(how):
    for n in range(2):
        with Manager(f"{how}{n}"):
            if how == "return":
                return n
            if how == "break":
                break
            if how == "continue":
                continue
    return "end"


print([leave(how) for how in ("return", "break", "continue")])


class Half:
    def __enter__(self):
        return self


class Never:
    pass


for bad in (Half, Never):
    try:
        with bad():
            print("not reached")
    except TypeError as error:
        print(error)
