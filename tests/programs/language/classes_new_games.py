# __new__: cached instances, immutable subclasses, other classes' instances, and when __init__ is called.
class Interned:
    pool = {}

    def __new__(cls, name):
        if name not in cls.pool:
            print("  making", name)
            cls.pool[name] = super().__new__(cls)
        return cls.pool[name]

    def __init__(self, name):
        self.name = name
        self.inits = getattr(self, "inits", 0) + 1


a, b, c = Interned("x"), Interned("x"), Interned("y")
print(a is b, a is c, a.inits, c.inits)


class Point(tuple):
    def __new__(cls, x, y=0):
        return super().__new__(cls, (x, y))

    x = property(lambda self: self[0])
    y = property(lambda self: self[1])

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __repr__(self):
        return f"{type(self).__name__}{tuple(self)}"


class Percent(float):
    def __new__(cls, text):
        return super().__new__(cls, float(text.rstrip("%")) / 100)

    def __init__(self, text):
        self.text = text


class Word(str):
    def __new__(cls, value, lang="en"):
        self = str.__new__(cls, value)
        self.lang = lang
        return self


print(Point(1, 2) + Point(3), Point(1).x, Point(1, 2) == (1, 2), Percent("25%") * 4, Percent("5%").text)
word = Word("hello", lang="fr")
print(word.upper(), word.lang, type(word.upper()).__name__, type(word + "!").__name__)


class Shape:
    def __new__(cls, kind=None, *args):
        if cls is Shape:
            cls = {"circle": Circle, "other": int}[kind]
            if cls is int:
                return 99
        return object.__new__(cls)

    def __init__(self, kind, *args):
        self.args = args


class Circle(Shape):
    pass


circle = Shape("circle", 5)
print(type(circle).__name__, circle.args, Shape("other"), object.__new__(Circle).__dict__)
for action in (lambda: object(1), lambda: Point(), lambda: object.__new__(5), lambda: object.__new__(int),
               lambda: Shape.__new__(),
               lambda: Interned(), lambda: type("NoInit", (), {})(1),
               lambda: type("Bad", (), {"__init__": lambda self: 5})()):
    try:
        action()
    except TypeError as error:
        print(error)
