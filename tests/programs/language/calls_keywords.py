# Calls by keyword: keyword-only and positional-only parameters, double stars, and what is refused.
def move(x, y, /, speed=1, *, color="red", **extra):
    return f"x={x} y={y} speed={speed} color={color} extra={extra}"


def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print("refused:", error)


attempt(lambda: move(1, 2))
attempt(lambda: move(1, 2, 3))
attempt(lambda: move(1, 2, color="blue"))
attempt(lambda: move(1, 2, speed=9, x=10, y=11))
attempt(lambda: move(1, 2, **{"speed": 4, "weight": 5}))
attempt(lambda: move(*[1], 2, **{"a": 1}, **{"b": 2}))
attempt(lambda: move(1, 2, 3, 4))
attempt(lambda: move(1, speed=3))
attempt(lambda: move(x=1, y=2))
attempt(lambda: move(1, 2, 3, speed=4))
attempt(lambda: move(1, 2, **{"a": 1}, **{"a": 2}))
attempt(lambda: move(1, 2, **{5: 6}))
attempt(lambda: move(1, 2, **[1]))


def strict(*, must, may=None):
    return must, may


def pair(a, b, /):
    return a - b


attempt(lambda: strict(must=1))
attempt(lambda: strict(may=1))
attempt(lambda: strict(1))
attempt(lambda: strict(must=1, other=2))
attempt(lambda: pair(5, 3))
attempt(lambda: pair(5, b=3))
attempt(lambda: pair(a=5, b=3))

print(dict(one=1, **{"two": 2}), sorted([3, 1, 2], reverse=True), int("ff", base=16))
print(move.__defaults__, move.__kwdefaults__)
print(dict(**{"any key": 1, "a-b": 2}))
order = []
move(order.append("x"), order.append("y"), z=order.append("z"), **{"w": order.append("w")})
print(order)
