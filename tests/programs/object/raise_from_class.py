# What `raise X from C` makes of a class whose call gives no exception, and of other odd classes.
class Number(Exception):
    def __new__(cls, *args):
        return 7


class Plain:
    pass


class Fails(Exception):
    def __init__(self):
        raise KeyError("in __init__")


class Other(Exception):
    def __new__(cls, *args):
        return KeyError("other")


def cases():
    yield "ValueError('v')", "Number"
    yield "ValueError", "Fails"
    yield "ValueError", "Plain"
    yield "ValueError", "Plain()"
    yield "ValueError", "Other"
    yield "ValueError", "None"
    yield "Number", "ValueError"
    yield "Fails", "Number"
    yield "5", "Fails"
    yield "Plain", "None"


for what, cause in cases():
    try:
        exec(f"raise {what} from {cause}")
    except BaseException as e:
        print(what, cause, "->", type(e).__name__, e, "|", repr(e.__cause__), repr(e.__context__),
              e.__suppress_context__)
raise ValueError("the last") from Number
