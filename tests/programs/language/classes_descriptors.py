# Descriptors: data and non-data, __set_name__, access through the class, and which one wins.
log = []


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        log.append(f"{owner.__name__}.{name}")
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.kind())

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} wants {self.kind.__name__}, not {value!r}")
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        log.append("delete " + self.name)
        instance.__dict__.pop(self.name, None)


class Lazy:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        if instance is None:
            return f"lazy {self.function.__name__} of {owner.__name__}"
        log.append("computed " + self.function.__name__)
        value = instance.__dict__[self.function.__name__] = self.function(instance)
        return value


class SetOnly:
    def __set__(self, instance, value):
        instance.__dict__["only"] = value * 2


class Item:
    name = Typed(str)
    count = Typed(int)
    only = SetOnly()

    def __init__(self, name, count):
        self.name, self.count = name, count

    @Lazy
    def label(self):
        return f"{self.count} x {self.name}"


item = Item("pen", 3)
print(item.label, item.label, log)
item.count = 5
print(item.label, vars(item), Item.label)
item.label = "own"
print(item.label, Item.name.kind.__name__, isinstance(Item.only, SetOnly))
print(isinstance(item.only, SetOnly), end=" ")
item.only = 4
print(item.only)
for action in (lambda: setattr(item, "count", "x"), lambda: delattr(item, "only"), lambda: Item(1, 1)):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
del item.name
print(repr(item.name), log[-1], vars(item))
Item.later = Typed(float)
try:
    item.later
except AttributeError as error:
    print(error)
Item.count = "replaced on the class"
print(item.count, Item.count)
function = Item.__init__
bound = function.__get__(item, Item)
print(bound.__self__ is item, function.__get__(None, Item) is function)
