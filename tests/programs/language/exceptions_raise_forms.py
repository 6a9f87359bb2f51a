# The forms of raise: classes, instances, callables that fail, nothing to re-raise, and what cannot be raised.
class Custom(Exception):
    def __init__(self, code, *args):
        print("  made with", code, args)
        super().__init__(code, *args)
        self.code = code


class Strange(Exception):
    def __new__(cls, *args):
        return "not an exception"


def attempt(label, function):
    try:
        function()
    except BaseException as error:
        print(label, "->", type(error).__name__, error.args)


def raise_class():
    raise ValueError


def raise_instance():
    raise ValueError("text", 2)


def raise_custom():
    raise Custom(7, "more")


def raise_custom_class():
    raise Custom


def raise_strange():
    raise Strange


def raise_text():
    raise "text"


def raise_nothing():
    raise


def raise_type():
    raise int


def raise_conditional(flag=0):
    raise KeyError("yes") if flag else IndexError("no")


def raise_stored(stored=OverflowError("stored once")):
    raise stored


def raise_again():
    try:
        raise_stored()
    except OverflowError as error:
        error.args += ("seen",)
        raise error


for function in (raise_class, raise_instance, raise_custom, raise_custom_class,
                 raise_strange, raise_text, raise_nothing,
                 raise_type, raise_conditional, raise_stored, raise_again, raise_again,
                 lambda: (_ for _ in ()).throw(EOFError)):
    attempt(function.__name__, function)
print(issubclass(KeyboardInterrupt, Exception), issubclass(SystemExit, BaseException), 
      FileNotFoundError.__mro__[1].__name__)
