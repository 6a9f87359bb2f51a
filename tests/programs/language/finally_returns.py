# What a function gives back when try, except, else and finally all want to return or raise.
def simple():
    try:
        return "try"
    finally:
        print("  finally runs before the caller goes on")


def overridden():
    try:
        return "try"
    finally:
        return "finally"


def swallowed():
    try:
        raise ValueError("lost")
    finally:
        return "no error left"


def value_is_kept():
    result = "first"
    try:
        return result
    finally:
        result = "second"


def list_is_shared():
    result = ["first"]
    try:
        return result
    finally:
        result.append("second")


def else_returns():
    try:
        pass
    except Exception:
        return "except"
    else:
        return "else"
    finally:
        print("  finally after else")


def handler_returns():
    try:
        {}["no"]
    except KeyError as error:
        return f"handled {error}"
    finally:
        try:
            error
        except UnboundLocalError as unbound:
            print(" ", unbound)


def finally_raises():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")


for function in (simple, overridden, swallowed, value_is_kept, list_is_shared, else_returns, handler_returns):
    print(function.__name__, "->", function())
try:
    finally_raises()
except KeyError as error:
    print(repr(error), "while", repr(error.__context__))
print((lambda: [x for x in (overridden(), swallowed())])())
