# __del__: when it runs, in which order, resurrection, and what deletes objects at the end of calls and loops.
log = []


class Noisy:
    def __init__(self, name, *parts):
        self.name, self.parts = name, parts

    def __del__(self):
        log.append(self.name)


def show(label):
    print(label, log)
    log.clear()


a = Noisy("a")
a = Noisy("b")
show("rebinding")
del a
show("del")
Noisy("temporary")
show("expression")


def call(argument):
    local = Noisy("local")
    other = Noisy("other", local)
    return argument.name


call(Noisy("argument"))
show("call")
items = [Noisy(f"item{n}") for n in range(4)]
del items[1:3]
show("slice")
items.clear()
show("clear")
table = {"k": Noisy("old")}
table["k"] = Noisy("new")
table.pop("k")
show("dict")
for n in range(2):
    turn = Noisy(f"turn{n}")
show("loop")
tree = Noisy("root", Noisy("left", Noisy("leaf")), Noisy("right"))
del tree
show("tree")


def fail():
    held = Noisy("held by the frame")
    raise ValueError


try:
    fail()
except ValueError as error:
    show("inside except")
show("after except")

saved = []


class Phoenix(Noisy):
    def __del__(self):
        log.append("saved")
        saved.append(self)


p = Phoenix("phoenix")
del p
show("resurrected")
saved.clear()
show("second time: no __del__")


def generate():
    inside = Noisy("in the generator")
    yield 1
    yield inside.name


g = generate()
next(g)
g = None
show("generator")
x, y = Noisy("x"), Noisy("y")
x, y = y, x
del x
show("swapped")
(lambda default=Noisy("default"): None)()
show("lambda")
