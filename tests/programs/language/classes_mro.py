# Method resolution: diamonds, cooperative calls, mixins, orders that are impossible, changed bases.
class Base:
    def __init__(self, **options):
        self.options = options

    def steps(self):
        return ["Base"]


class Logging(Base):
    def __init__(self, log="log", **options):
        super().__init__(**options)
        self.log = log

    def steps(self):
        return ["Logging", *super().steps()]


class Caching(Base):
    def __init__(self, cache=10, **options):
        super().__init__(**options)
        self.cache = cache

    def steps(self):
        return ["Caching", *super().steps()]


class Server(Logging, Caching):
    def steps(self):
        return ["Server", *super().steps()]


class Reverse(Caching, Logging):
    steps = Logging.steps


server = Server(cache=5, port=80)
print(server.steps(), server.log, server.cache, server.options)
print(Reverse().steps(), [c.__name__ for c in Reverse.__mro__])
try:
    class Impossible(Server, Reverse):
        pass
except TypeError as error:
    print(error)
try:
    type("Twice", (Base, Base), {})
except TypeError as error:
    print(error)
try:
    class Wrong(Base, Server):
        pass
except TypeError as error:
    print(error)
try:
    class Layout(int, list):
        pass
except TypeError as error:
    print(error)


class Comparable:
    def __le__(self, other):
        return self < other or self == other


class Named:
    def __str__(self):
        return f"<{self.name}>"


class City(Comparable, Named):
    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        return self.name < other.name


print(City("Bern") <= City("Rome"), City("Rome") <= City("Bern"), City("Oslo"))
City.__bases__ = (Comparable,)
print(str(City("Bern")).startswith("<__main__.City object"), [c.__name__ for c in City.mro()], Base.__subclasses__())
print(Server.__base__.__name__, isinstance(server, Caching), issubclass(Server, (int, Base)), Named.__subclasses__())
