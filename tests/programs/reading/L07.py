def show(f):
    try:
        print(f())
    except TypeError as e:
        print("TypeError:", e)

show(lambda: 1 + 2)
show(lambda: "a" + "b")
show(lambda: [1] + [2])
show(lambda: "a" + 1)
show(lambda: 1 + "a")
