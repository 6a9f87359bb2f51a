# Decorators inside a class: memoizing methods, properties, static and class methods in combination.
def memoize(method):
    cache = {}

    def wrapper(self, *args):
        key = (id(self), args)
        if key not in cache:
            cache[key] = method(self, *args)
        return cache[key]
    wrapper.cache = cache
    return wrapper


def check_types(**types):
    def decorate(function):
        code = function.__code__
        names = code.co_varnames[:code.co_argcount]

        def wrapper(*args):
            for name, value in zip(names, args):
                if name in types and not isinstance(value, types[name]):
                    raise TypeError(f"{name} should be {types[name].__name__}, not {type(value).__name__}")
            return function(*args)
        return wrapper
    return decorate


class Grid:
    computed = 0

    def __init__(self, width, height):
        self.width, self.height = width, height

    @memoize
    def paths(self, x, y):
        Grid.computed += 1
        if x == 0 or y == 0:
            return 1
        return self.paths(x - 1, y) + self.paths(x, y - 1)

    @property
    def cells(self):
        return self.width * self.height

    @cells.setter
    @check_types(value=int)
    def cells(self, value):
        self.width, self.height = value, 1

    @staticmethod
    @check_types(text=str)
    def parse(text):
        return Grid(*map(int, text.split("x")))

    @classmethod
    @check_types(side=int)
    def square(cls, side):
        return cls(side, side)


grid = Grid.parse("6x7")
print(grid.paths(6, 7), Grid.computed, len(Grid.paths.cache), grid.cells)
grid.cells = 12
print(grid.width, grid.height, Grid.square(5).cells)
for call in (lambda: Grid.parse(5), lambda: Grid.square("5"), lambda: setattr(grid, "cells", 1.5)):
    try:
        call()
    except TypeError as error:
        print(error)
