def add(a, b):
    return a + b


def show(a, b):
    try:
        print(add(a, b))
    except TypeError as e:
        print("TypeError:", e)


show(1, 2)
show("a", "b")
show([1], [2])
show("a", 1)
show(1, "a")
show(True, 2)
