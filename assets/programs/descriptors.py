# Descriptors: an object in the class that takes over reading and writing an attribute.


class Positive:
    def __set_name__(self, owner, name):
        self.slot = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.slot)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.slot[1:]} must be positive")
        setattr(instance, self.slot, value)


class Box:
    width = Positive()
    height = Positive()

    def __init__(self, width, height):
        self.width = width
        self.height = height

    @property
    def area(self):
        return self.width * self.height

    @area.setter
    def area(self, value):
        self.height = value / self.width


box = Box(2, 3)
print(box.area, vars(box))
box.area = 10
print(box.height)
try:
    box.width = -1
except ValueError as error:
    print("refused:", error)
try:
    del box.area
except AttributeError as error:
    print("refused:", error)
