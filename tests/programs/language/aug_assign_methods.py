# Classes that answer augmented assignment: __iadd__ and its like, falling back, and results of another type.
class Tally:
    def __init__(self, value=0):
        self.value = value

    def __iadd__(self, other):
        self.value += other
        return self

    def __sub__(self, other):
        return Tally(self.value - other)

    def __imul__(self, other):
        return "no longer a tally"

    def __ifloordiv__(self, other):
        return NotImplemented

    def __floordiv__(self, other):
        return Tally(self.value // other)

    def __repr__(self):
        return f"Tally({self.value})"


tally = first = Tally(3)
tally += 4
print(tally, tally is first)
tally -= 2
print(tally, first, tally is first)
tally //= 2
print(tally)
tally *= 2
print(tally)


class Late:
    def __radd__(self, other):
        return f"{other!r} met Late"

    def __rmatmul__(self, other):
        return "@", other


number = 5
number += Late()
print(number)
number @= Late()
print(number)


class Path:
    def __init__(self, *parts):
        self.parts = parts

    def __itruediv__(self, part):
        return Path(*self.parts, part)

    def __str__(self):
        return "/".join(self.parts)


path = Path("home")
path /= "ann"
path /= "notes"
print(path)
for statement in ("tally >>= 1", "path += 1", "path //= 2"):
    try:
        exec(statement)
    except TypeError as error:
        print(error)
