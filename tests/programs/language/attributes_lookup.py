# Where attributes are found: instance, class, bases; class attributes that are shared, changed and removed.
class Animal:
    legs = 4
    names = []

    def __init__(self, name):
        self.name = name
        self.names.append(name)

    def speak(self):
        return f"{self.name} is silent"


class Dog(Animal):
    def speak(self):
        return f"{self.name} barks, {super().speak()}"


class Bird(Animal):
    legs = 2


rex, tweety = Dog("rex"), Bird("tweety")
print(rex.legs, tweety.legs, Animal.names is rex.names, Dog.names)
rex.legs = 3
print(rex.legs, Dog.legs, "legs" in vars(rex), "legs" in vars(tweety))
Animal.legs = 6
print(rex.legs, tweety.legs, Dog("max").legs)
del rex.legs
print(rex.legs)
rex.speak = lambda: "replaced on the instance"
print(rex.speak(), Dog.speak(rex))
Dog.speak = lambda self: f"{self.name} howls"
print(rex.speak(), Animal.names[-1], Dog("ace").speak())
del rex.speak, Dog.speak
print(rex.speak())
rex.__class__ = Bird
print(type(rex).__name__, rex.legs, isinstance(rex, Dog))
print(rex.__dict__, sorted(k for k in Bird.__dict__ if not k.startswith("__")), getattr(Bird, "name", "no name"))
rex.__dict__ = {"name": "new dict"}
print(rex.speak(), rex.__dict__)
rex.__dict__["added"] = 1
print(rex.added, hasattr(rex, "legs"), hasattr(rex, "wings"))
setattr(rex, "with space", 5)
print(getattr(rex, "with space"), vars(rex))


class Mangled:
    __private = 1
    __dunder__ = 2
    _single = 3

    def read(self):
        return self.__private, self.__dunder__, self._single

    def make(self):
        self.__made = "x"
        __local = "y"
        return [name for name in (*vars(self), *locals()) if "m" in name or "l" in name[-6:]]


print(Mangled().read(), Mangled().make(), [k for k in vars(Mangled) if "private" in k])
for text in ("Mangled().__private", "rex.__dict__ = 5", "del rex.legs", "Animal.missing", "rex.speek"):
    try:
        exec(text)
    except (AttributeError, TypeError) as error:
        print(error)
