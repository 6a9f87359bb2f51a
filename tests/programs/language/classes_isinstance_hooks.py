# __instancecheck__, __subclasscheck__, abstract base classes, virtual subclasses, and type with three arguments.
from abc import ABC, abstractmethod


class Duck(type):
    def __instancecheck__(cls, instance):
        return all(hasattr(instance, name) for name in cls.needs)

    def __subclasscheck__(cls, other):
        return all(hasattr(other, name) for name in cls.needs)


class Closable(metaclass=Duck):
    needs = ["close"]


class Door:
    def close(self):
        return "closed"


print(isinstance(Door(), Closable), isinstance(5, Closable), issubclass(Door, Closable), issubclass(int, Closable))
print(isinstance(Door(), (int, Closable)), type(Door()) is Closable, Closable in Door.__mro__)
try:
    raise ValueError("caught by class, not by the hook")
except Exception as error:
    print(isinstance(error, Closable), error)


class Shape(ABC):
    @property
    @abstractmethod
    def area(self):
        ...

    @abstractmethod
    def scaled(self, factor):
        return f"scaled by {factor}"

    def describe(self):
        return f"{type(self).__name__} of {self.area}"

    @classmethod
    def __subclasshook__(cls, other):
        return True if "shape_like" in vars(other) else NotImplemented


class Square(Shape):
    def __init__(self, side):
        self.side = side

    @property
    def area(self):
        return self.side ** 2

    def scaled(self, factor):
        return Square(self.side * factor), super().scaled(factor)


class Half(Shape):
    area = 5


class Foreign:
    pass


class Alike:
    shape_like = True


bigger, text = Square(2).scaled(3)
print(bigger.describe(), text, sorted(Shape.__abstractmethods__), sorted(Half.__abstractmethods__))
for make in (Shape, Half):
    try:
        make()
    except TypeError as error:
        print(error)
print(issubclass(Foreign, Shape), Shape.register(Foreign) is Foreign, issubclass(Foreign, Shape),
      isinstance(Foreign(), Shape), isinstance(Alike(), Shape))
Made = type("Made", (Square,), {"name": "made by type", "area": property(lambda self: -1)})
print(Made(1).describe(), Made.name, Made.__bases__, type(Made), Made.__module__, Made.__qualname__)
for action in (lambda: isinstance(1, "int"), lambda: issubclass(1, int), lambda: type("X", 5, {}),
               lambda: type("X", (5,), {}), lambda: type(1, (), {}),
               lambda: type("X", (bool,), {}), lambda: type("X", (), {}, 5), lambda: type(),
               lambda: isinstance(1, (int, "x")) and isinstance("", (int, "x"))):
    try:
        print(action())
    except TypeError as error:
        print(error)
