# Functions as objects: their attributes, code, defaults and names; replacing code; partial, reduce and wraps.
import functools


def greet(name, greeting="hello", *rest, loud=False, **more):
    """Says hello."""
    text = f"{greeting} {name}"
    return text.upper() if loud else text


print(greet.__name__, greet.__doc__, greet.__defaults__, greet.__kwdefaults__, greet.__module__, greet.__qualname__,
      greet.__dict__)
code = greet.__code__
print(code.co_varnames, code.co_argcount, code.co_kwonlyargcount, code.co_posonlyargcount, code.co_flags & 12,
      code.co_nlocals, code.co_name)
print(code.co_consts[0], code.co_firstlineno, code.co_stacksize > 0, code.co_freevars, code.co_names)
greet.counter = 0
greet.counter += 1
greet.__name__ = "renamed"
greet.__defaults__ = ("bonjour",)
print(vars(greet), greet.__name__, greet.__qualname__, greet("ann"), greet("bob", loud=True))


def double(x):
    return x * 2


def triple(x):
    return x * 3


alias = double
double.__code__ = triple.__code__
print(alias(5), double.__name__, double.__code__.co_name, double(x="ab"))
renamed = code.replace(co_name="other", co_filename="nowhere.py")
print(renamed.co_name, renamed.co_filename, renamed.co_code == code.co_code, code == greet.__code__, code == renamed,
      hash(code) == hash(greet.__code__))

add = functools.partial(lambda a, b, c=0: (a, b, c), 1, c=3)
print(add(2), add(2, c=9), add.args, add.keywords, functools.partial(add, 5)(),
      functools.reduce(lambda a, b: a * b, [1, 2, 3, 4], 10))


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        wrapper.calls += 1
        return function(*args)
    wrapper.calls = 0
    return wrapper


@logged
def area(w, h):
    """Width by height."""
    return w * h


@functools.lru_cache(maxsize=2)
def slow(n):
    return n * n


@functools.singledispatch
def show(value):
    return f"something {value}"


@show.register
def _(value: int):
    return f"int {value}"


@show.register(list)
def _(value):
    return f"list {[show(item) for item in value]}"


print(area(2, 3), area(1, 1), area.calls, area.__name__, area.__doc__, area.__wrapped__(4, 5))
print([slow(n) for n in (1, 2, 1, 3, 1, 2)], slow.cache_info(), show([1, "x", [2]]), show(True))
for action in (lambda: setattr(double, "__code__", 5), lambda: setattr(double, "__name__", 5),
               lambda: setattr(double, "__defaults__", [1]),
               lambda: setattr(double, "__code__", logged.__code__), lambda: delattr(double, "__code__"),
               lambda: double.missing, lambda: functools.reduce(max, [])):
    try:
        action()
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
