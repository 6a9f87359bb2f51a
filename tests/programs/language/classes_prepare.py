# __prepare__: the namespace a class body runs in, in several forms: recording, overloading, enumerating.
class Recorder(dict):
    def __init__(self):
        super().__init__()
        self.history = []

    def __setitem__(self, key, value):
        if not key.startswith("__"):
            self.history.append(key)
        super().__setitem__(key, value)


class Recording(type):
    @classmethod
    def __prepare__(mcls, name, bases, **options):
        print("  prepare", name, [b.__name__ for b in bases], options)
        return Recorder()

    def __new__(mcls, name, bases, namespace, **options):
        cls = super().__new__(mcls, name, bases, dict(namespace))
        cls.history = namespace.history
        return cls

    def __init__(cls, *args, **options):
        super().__init__(*args)


class Written(metaclass=Recording, strict=True):
    a = 1
    b = 2
    a = 3

    def method(self):
        pass


class Child(Written):
    c = Written.a


print(Written.history, Child.history, Written.a)


class Numbers(dict):
    def __missing__(self, key):
        if key.startswith("_") or not key.isupper():
            raise KeyError(key)
        self[key] = value = sum(1 for k in self if k.isupper())
        return value


class Enumerating(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        return Numbers()


class Levels(metaclass=Enumerating):
    LOW
    MIDDLE
    HIGH
    names = [LOW, HIGH]


print(Levels.LOW, Levels.MIDDLE, Levels.HIGH, Levels.names)


class Fixed(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        return {"given": "from __prepare__", "doubled": lambda x: x * 2}


class Uses(metaclass=Fixed):
    value = doubled(21)
    text = given


print(Uses.value, Uses.text, Uses.given)
try:
    class Bad(metaclass=type("M", (type,), {"__prepare__": classmethod(lambda *a: 5)})):
        pass
except TypeError as error:
    print(error)
