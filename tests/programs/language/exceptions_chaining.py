# Chained exceptions: __cause__, __context__, __suppress_context__, raise from, and cycles that are avoided.
def show(error, depth=0):
    print("  " * depth + repr(error), "suppressed" if error.__suppress_context__ else "")
    if error.__cause__:
        print("  " * depth + "caused by")
        show(error.__cause__, depth + 1)
    elif error.__context__ and not error.__suppress_context__:
        print("  " * depth + "while handling")
        show(error.__context__, depth + 1)


def implicit():
    try:
        {}["key"]
    except KeyError:
        int("text")


def explicit():
    try:
        {}["key"]
    except KeyError as error:
        raise ValueError("no such setting") from error


def hidden():
    try:
        {}["key"]
    except KeyError:
        raise ValueError("clean") from None


def three():
    try:
        explicit()
    except ValueError:
        try:
            implicit()
        finally:
            raise RuntimeError("last")


def same_again():
    try:
        raise ValueError("one")
    except ValueError as one:
        try:
            raise KeyError("two")
        except KeyError:
            raise one


def from_class():
    raise LookupError("x") from OSError


for function in (implicit, explicit, hidden, three, same_again, from_class):
    print(function.__name__)
    try:
        function()
    except Exception as error:
        show(error, 1)
try:
    raise ValueError from 5
except TypeError as error:
    print(error)
error = ValueError("by hand")
error.__cause__ = KeyError("assigned")
print(error.__suppress_context__, repr(error.__cause__), error.__context__)
try:
    error.__context__ = "text"
except TypeError as refused:
    print(refused)
