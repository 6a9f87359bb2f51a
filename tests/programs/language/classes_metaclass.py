# Metaclasses: __new__, __init__, __call__, attributes of classes, inheritance of metaclasses, conflicts.
log = []


class Meta(type):
    def __new__(mcls, name, bases, namespace, **options):
        log.append(f"new {name} {sorted(k for k in namespace if not k.startswith('__'))} {options}")
        return super().__new__(mcls, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **options):
        log.append(f"init {name}")
        super().__init__(name, bases, namespace)
        cls.registered = Meta.count = getattr(Meta, "count", 0) + 1

    def __call__(cls, *args, **kwargs):
        log.append(f"call {cls.__name__} {args}")
        return super().__call__(*args, **kwargs)

    def __len__(cls):
        return cls.registered

    def __getattr__(cls, name):
        if name.startswith("magic_"):
            return name[6:]
        raise AttributeError(f"{cls.__name__} has no {name}")

    def __contains__(cls, item):
        return item in cls.items

    def __iter__(cls):
        return iter(cls.items)

    @property
    def title(cls):
        return cls.__name__.upper()


class First(metaclass=Meta, mode="fast"):
    items = ["a", "b"]

    def __init__(self, value):
        self.value = value


class Second(First):
    def method(self):
        return type(self).title


first, second = First(1), Second(2)
print(len(First), len(Second), First.title, second.method(), First.magic_word, "a" in Second, list(First))
for line in log:
    print(line)
print(type(Second).__name__, isinstance(First, Meta), isinstance(first, First), Second.registered, second.registered)
for action in (lambda: First.unknown, lambda: first.title, lambda: len(first), lambda: first.magic_word):
    try:
        print(action())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


class OtherMeta(type):
    pass


class Other(metaclass=OtherMeta):
    pass


try:
    class Conflict(First, Other):
        pass
except TypeError as error:
    print(error)


class Joined(Meta, OtherMeta):
    pass


class Solved(First, Other, metaclass=Joined):
    pass


def factory(name, bases, namespace):
    return name, bases, [k for k in namespace if k[0] != "_"]


class NotAClass(metaclass=factory):
    x = 1


print(type(Solved).__name__, NotAClass)
