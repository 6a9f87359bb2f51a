# __class__ and super() without arguments: in methods, class methods, nested functions, and their errors.
class Base:
    def describe(self):
        return ["Base"]

    @classmethod
    def build(cls):
        return cls.__name__ + " by Base"

    @property
    def size(self):
        return 1


class Left(Base):
    def describe(self):
        return ["Left"] + super().describe()

    def which(self):
        return __class__.__name__, type(self).__name__


class Right(Base):
    def describe(self):
        return ["Right"] + super().describe()

    @classmethod
    def build(cls):
        return super().build() + " by Right"

    @property
    def size(self):
        return super().size + 10


class Both(Left, Right):
    def describe(self):
        def inner():
            return super(Both, self).describe()
        return ["Both"] + inner()

    @property
    def size(self):
        return super().size + 100


both = Both()
print(both.describe(), both.which(), Both.build(), both.size)
print(super(Left, both).describe(), super(Right, Both).build())
print([k.__name__ for k in Both.__mro__])


class Odd(Base):
    def no_argument():
        return super()

    def deleted(self):
        del self
        return super()

    def in_comprehension(self):
        return [super().describe() for _ in range(1)]

    def no_such(self):
        return super().missing

    def plain(self):
        return super(int, self)


odd = Odd()
for name in ("deleted", "in_comprehension", "no_such", "plain"):
    try:
        getattr(odd, name)()
    except (RuntimeError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    Odd.no_argument()
except RuntimeError as error:
    print(error)
print(Left.which.__closure__[0].cell_contents is Left, Left.which.__code__.co_freevars)
