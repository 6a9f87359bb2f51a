# Properties: getters, setters, deleters, computed values, inheritance of properties, and their errors.
class Temperature:
    changes = 0

    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        """Degrees on the scale of water."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError(f"{value} is below the lowest temperature")
        Temperature.changes += 1
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        print("  forgetting", self._celsius)
        del self._celsius

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9

    kelvin = property(lambda self: self.celsius + 273.15, doc="Absolute degrees.")


class Rounded(Temperature):
    @property
    def celsius(self):
        return round(super().celsius)

    @celsius.setter
    def celsius(self, value):
        Temperature.celsius.fset(self, value + 0.25)

    @Temperature.fahrenheit.getter
    def fahrenheit(self):
        return "about " + str(round(Temperature.fahrenheit.fget(self)))


t = Temperature(20)
t.fahrenheit = 212
print(t.celsius, t.fahrenheit, t.kelvin, vars(t), Temperature.changes)
r = Rounded(19.5)
print(r.celsius, r.fahrenheit, vars(r))
r.fahrenheit = 50
print(r.celsius, vars(r))
print(Temperature.celsius.__doc__, "|", Temperature.kelvin.__doc__, type(Temperature.kelvin).__name__)
del t.celsius


def attempt(action):
    try:
        action()
    except (AttributeError, ValueError) as error:
        print(type(error).__name__, error)


attempt(lambda: t.celsius)
attempt(lambda: setattr(t, "kelvin", 5))
attempt(lambda: delattr(t, "kelvin"))
attempt(lambda: Temperature(-300))
attempt(lambda: delattr(r, "celsius"))
attempt(lambda: r.missing)
Temperature.double = property(lambda self: self.celsius * 2)
t.celsius = 21
t.__dict__["double"] = "hidden by the property"
print(t.double, Temperature.celsius.fget(t), Temperature.celsius.__get__(t),
      Temperature.celsius is Temperature.celsius.__get__(None, Temperature))
