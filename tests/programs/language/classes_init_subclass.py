# __init_subclass__, __class_getitem__ and __set_name__: hooks that a class has without a metaclass.
class Plugin:
    registry = {}
    calls = []

    def __init_subclass__(cls, /, name=None, priority=0, **rest):
        super().__init_subclass__(**rest)
        cls.priority = priority
        Plugin.registry[name or cls.__name__.lower()] = cls
        Plugin.calls.append((cls.__name__, sorted(rest)))

    @classmethod
    def ordered(cls):
        return [name for name, plugin in sorted(cls.registry.items(), key=lambda pair: -pair[1].priority)]


class Csv(Plugin, name="comma", priority=5):
    pass


class Json(Plugin, priority=9):
    pass


class Strict(Json, name="strict"):
    def __init_subclass__(cls, **options):
        super().__init_subclass__(priority=100, **options)


class Stricter(Strict):
    pass


print(Plugin.ordered(), Plugin.calls)
print(Stricter.priority, Strict.priority, type(Plugin.__dict__["__init_subclass__"]).__name__)
try:
    class Wrong(Plugin, color="red"):
        pass
except TypeError as error:
    print(error, "/", "wrong" in Plugin.registry)


class Vector:
    def __class_getitem__(cls, item):
        return type(f"{cls.__name__}_{item}", (cls,), {"size": item})

    def __init__(self, *values):
        if len(values) != self.size:
            raise ValueError(f"{type(self).__name__} needs {self.size} values")
        self.values = values


pair = Vector[2](3, 4)
print(type(pair).__name__, pair.values, isinstance(pair, Vector), Vector["a", "b"].size)
try:
    Vector[3](1)
except ValueError as error:
    print(error)
try:
    Plugin[0]
except TypeError as error:
    print(error)
print(list[int], dict[str, list[int]], tuple[int, ...], list[int].__origin__, list[int].__args__, list[int]("ab"))


class Column:
    def __set_name__(self, owner, name):
        if name.startswith("bad"):
            raise ValueError("name refused")
        self.name = name
        owner.columns = getattr(owner, "columns", ()) + (name,)


class Table:
    first, second = Column(), Column()


print(Table.columns, Table.first.name)
try:
    class BadTable:
        bad_one = Column()
except RuntimeError as error:
    print(error, "/", repr(error.__cause__))
