# Classes and inheritance: where a method is found, and whom super() means.


class Animal:
    legs = 4

    def __init__(self, name):
        self.name = name

    def sound(self):
        return "..."

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r}) says {self.sound()}"


class Dog(Animal):
    def sound(self):
        return "woof"


class Loud(Animal):
    def sound(self):
        return super().sound().upper() + "!"


class BigDog(Loud, Dog):
    legs = 4.0

    def sound(self):
        return "big " + super().sound()


for animal in Animal("thing"), Dog("Rex"), BigDog("Max"):
    print(animal, animal.legs)
print([c.__name__ for c in BigDog.__mro__])
rex = Dog("Rex")
rex.legs = 3
print(Dog.legs, rex.legs, isinstance(rex, Animal), issubclass(Loud, Dog))
