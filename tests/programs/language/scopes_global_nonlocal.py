# global and nonlocal: which variable a name means at several depths of nested functions.
level = "module"
events = []


def outer():
    level = "outer"

    def middle():
        def rebind_outer():
            nonlocal level
            level += "+"
            return level

        def rebind_module():
            global level
            level += "!"
            return level

        def own():
            level = "own"
            return level
        return rebind_outer(), rebind_module(), own(), level
    events.append(middle())
    events.append(middle())
    return level


print(outer(), level)
for event in events:
    print(event)


def make_global():
    global created, used
    created = [1, 2]

    def used():
        return created
    del created[0]


make_global()
print(created, used())


def counter():
    count = 0

    def up(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = 0
    return up, reset


up, reset = counter()
other, _ = counter()
print(up(), up(5), other(), reset(), up())


def unbound(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError as error:
        return str(error)


print(unbound(True), "/", unbound(False))
for text in ("def f():\n x = 1\n global x", "nonlocal y", "def f(a):\n global a", "def f():\n nonlocal q"):
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as error:
        print(error.msg)
