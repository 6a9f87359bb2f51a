# Context managers in trouble: errors in __enter__ and __exit__, replaced exceptions, a stack of managers.
class Fragile:
    def __init__(self, name, enter=None, exit=None, result=False):
        self.name, self.enter, self.exit, self.result = name, enter, exit, result

    def __enter__(self):
        if self.enter:
            raise self.enter
        print("  entered", self.name)

    def __exit__(self, kind, error, traceback):
        print("  leaving", self.name, "with", repr(error))
        if self.exit:
            raise self.exit
        return self.result


def attempt(*managers, body=None):
    try:
        with managers[0]:
            if managers[1:]:
                with managers[1]:
                    if body:
                        raise body
            elif body:
                raise body
        print("  went on after the block")
    except Exception as error:
        print("  failed:", repr(error), "context", repr(error.__context__))


print("1")
attempt(Fragile("a", enter=ValueError("cannot enter")))
print("2")
attempt(Fragile("a"), Fragile("b", enter=ValueError("cannot enter")))
print("3")
attempt(Fragile("a", exit=KeyError("in exit")), body=ValueError("in body"))
print("4")
attempt(Fragile("a", exit=KeyError("in exit")))
print("5")
attempt(Fragile("a", result=True), Fragile("b", exit=KeyError("replaced")), body=ValueError("in body"))
print("6")
attempt(Fragile("a", result=[]), body=ValueError("empty list is false"))
print("7")
attempt(Fragile("a", result="true"), body=ValueError("text is true"))


class Undo:
    def __init__(self):
        self.actions = []

    def __enter__(self):
        return self.actions.append

    def __exit__(self, *info):
        while self.actions:
            print("  undo", self.actions.pop()())
        return info[0] is not None and issubclass(info[0], LookupError)


with Undo() as later:
    later(lambda: "first")
    later(lambda: "second")
    raise IndexError
print("done")
