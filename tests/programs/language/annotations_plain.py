# Annotations: of parameters, results, variables, attributes; when they are evaluated and where they are kept.
def log(value):
    print("  evaluated", value)
    return value


def area(width: log(int), height: log("any text") = 2, *rest: log(tuple), flag: log(bool) = False,
         **more: log(dict)) -> log(float):
    local: log("never evaluated") = 5
    other: undefined_name
    return width * height


print(area(3), area.__annotations__)
count: int = 5
name: "text annotation"
(bracketed): int = 3
table = {}
table["key"]: log("subscript target") = 1
print(count, table, __annotations__, "name" in globals())


class Record:
    id: int
    title: str = "untitled"
    tags: list[str] = []
    parent: "Record | None" = None

    def __init__(self, id: int, **values) -> None:
        self.id: int = id
        for key, value in values.items():
            if key not in self.__annotations__:
                raise TypeError(f"no field {key}")
            setattr(self, key, value)

    def __repr__(self):
        return f"Record({', '.join(f'{key}={getattr(self, key)!r}' for key in type(self).__annotations__)})"


print(Record.__annotations__, Record(1), Record(2, title="x", parent=Record(3)), hasattr(Record, "id"))
try:
    Record(4, size=1)
except TypeError as error:
    print(error)


class Child(Record):
    extra: bool


print(Child.__annotations__, "__annotations__" in Child.__dict__, type("Bare", (), {}).__annotations__)


def checked(function):
    def wrapper(*args):
        for (parameter, kind), value in zip(function.__annotations__.items(), args):
            if not isinstance(value, kind):
                raise TypeError(f"{function.__name__}: {parameter} is {type(value).__name__}, not {kind.__name__}")
        return function(*args)
    return wrapper


@checked
def repeat(text: str, times: int | float):
    return text * times


@checked
def half(n: int):
    return n / 2


print(repeat("ab", 2), half(5))
try:
    half("5")
except TypeError as error:
    print(error)
print(int | None, (int | str).__args__, isinstance(5, int | str), list[int] | None, (lambda: 0).__annotations__,
      area.__annotations__["return"])
