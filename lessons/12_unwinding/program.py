def h():
    1 / 0


def g():
    h()


def f():
    try:
        g()
    except ZeroDivisionError:
        return "caught in f"


print(f())
