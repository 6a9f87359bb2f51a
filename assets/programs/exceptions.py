# Exceptions through frames: each frame is asked for a handler; the last one has none.


class Missing(Exception):
    pass


def find(table, key):
    try:
        return table[key]
    except KeyError as error:
        raise Missing(f"no {key}") from error


def price(name):
    table = {"tea": 3}
    try:
        return find(table, name)
    finally:
        print("looked for", name)


print(price("tea"))
try:
    price("coffee")
except Missing as error:
    print(type(error).__name__, error, "because of", repr(error.__cause__))
try:
    raise ExceptionGroup("two", [ValueError(1), TypeError(2)])
except* ValueError as group:
    print("values:", group.exceptions)
except* TypeError as group:
    print("types:", group.exceptions)
price("water")
