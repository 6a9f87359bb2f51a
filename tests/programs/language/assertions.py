# assert: conditions, messages, when the message is evaluated, checks of invariants, and what is caught.
def attempt(action):
    try:
        print("passed", action())
    except AssertionError as error:
        print("failed:", repr(error), error.args)


def check(condition, *message):
    if message:
        assert condition, message[0]
    else:
        assert condition
    return condition


evaluated = []


def message(text):
    evaluated.append(text)
    return text


attempt(lambda: check(1 < 2))
attempt(lambda: check([]))
attempt(lambda: check("", "empty text"))
attempt(lambda: check(0, ("a", "tuple")))
attempt(lambda: check(None, ValueError("as message")))


def lazy(flag):
    assert flag, message(f"flag was {flag}")
    return "fine"


attempt(lambda: lazy(True))
attempt(lambda: lazy(0))
print(evaluated)


class Stack:
    def __init__(self, limit):
        assert isinstance(limit, int) and limit > 0, f"limit {limit!r} is no positive number"
        self.items, self.limit = [], limit

    def push(self, item):
        assert len(self.items) < self.limit, f"full with {self.items}"
        self.items.append(item)
        assert self.items[-1] is item
        return self

    def pop(self):
        assert self.items, "empty"
        return self.items.pop()


attempt(lambda: Stack(2).push(1).push(2).items)
attempt(lambda: Stack(2).push(1).push(2).push(3))
attempt(lambda: Stack(1).pop())
attempt(lambda: Stack("two"))


class Doubt:
    def __bool__(self):
        raise RuntimeError("cannot decide")


try:
    assert Doubt(), "never used"
except RuntimeError as error:
    print(error)
try:
    assert False, 1 / 0
except ZeroDivisionError as error:
    print("message failed:", error)
try:
    assert not evaluated, "was evaluated"
except AssertionError as error:
    print(error, error.__traceback__.tb_lineno > 0, isinstance(error, Exception))
assert True, never_evaluated
saved, AssertionError = AssertionError, KeyError
try:
    assert 0, "the built-in class is used"
except saved as error:
    print(type(error).__name__, error)
print(__debug__)
