# Nested try statements: which handler takes what, names bound by except, tuples of classes, re-raising.
import sys


def probe(value):
    try:
        try:
            if value == 0:
                return 1 / value
            if value == 1:
                return [][value]
            if value == 2:
                return {}[value]
            if value == 3:
                return int("three")
            if value == 4:
                return undefined_name
            return value
        except ZeroDivisionError as error:
            return "inner", error
        except (IndexError, ValueError) as error:
            print("  passing on", type(error).__name__)
            raise
        else:
            print("  never reached: every branch returns")
        finally:
            print("  inner finally", value)
    except LookupError as error:
        return "outer lookup", repr(error)
    except Exception as error:
        return "outer", repr(error)


for value in range(6):
    print(probe(value))


def current():
    info = sys.exc_info()
    return info[0] and info[0].__name__


print(current())
try:
    raise KeyError("a")
except KeyError:
    print(current())
    try:
        raise ValueError("b")
    except ValueError:
        print(current())
    print(current())
print(current())

kinds = (OSError, (KeyError, (TypeError,)))
try:
    None + 1
except kinds[1][1] as error:
    print(error)


def choose():
    print("  handler classes are evaluated when needed")
    return ValueError


try:
    int("x")
except choose() as error:
    print(error)
try:
    try:
        raise KeyError("k")
    except "not a class":
        pass
except TypeError as error:
    print(error, "/", repr(error.__context__))
