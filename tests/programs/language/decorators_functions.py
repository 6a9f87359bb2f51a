# Decorators of functions: with and without arguments, several of them, their order, and any callable as decorator.
def announce(function):
    def wrapper(*args, **kwargs):
        print("  calling", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("  result", result)
        return result
    wrapper.__name__ = function.__name__
    wrapper.wrapped = function
    return wrapper


def repeat(times, *, join=" "):
    print("repeat made with", times)

    def decorate(function):
        print("repeat decorates", function.__name__)

        def wrapper(*args):
            return join.join(function(*args) for _ in range(times))
        return wrapper
    return decorate


def tag(name):
    print("tag made with", name)
    return lambda function: lambda *args: f"<{name}>{function(*args)}</{name}>"


@announce
def add(a, b=1):
    return a + b


@tag("b")
@tag("i")
@repeat(3, join=",")
def hello(name):
    return "hi " + name


print(add(2), add(2, b=5), add.wrapped(0))
print(hello("ann"))


class CountCalls:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@CountCalls
def double(x):
    return x * 2


registry = {}


@registry.setdefault("chosen", [str.upper])[0]
@lambda function: function.__name__ + " replaced by text"
def unused():
    pass


print(double(2), double(double(3)), double.calls, unused)
