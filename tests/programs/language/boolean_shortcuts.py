# and, or, not and the conditional expression: which operand is the value, and which is never evaluated.
calls = []


def note(name, value):
    calls.append(name)
    return value


def report(value):
    print(repr(value), calls)
    calls.clear()


report(note("a", 0) and note("b", 1))
report(note("a", "") or note("b", []) or note("c", "last"))
report(note("a", 5) or note("b", 6))
report(note("a", 1) and note("b", 2) or note("c", 3))
report(note("a", 1) and note("b", 0) or note("c", 3))
report(not note("a", 0) and note("b", "kept"))
report(note("yes", "Y") if note("test", 0) else note("no", "N"))
report(note("yes", "Y") if note("test", 1) else note("no", "N"))
report(note("p", 1) if note("t1", 0) else note("q", 2) if note("t2", 0) else note("r", 3))
report([note("x", n) for n in (0, 1, 2) if note("if", n)])


class Switch:
    def __init__(self, on):
        self.on = on

    def __bool__(self):
        calls.append("bool")
        return self.on

    def __repr__(self):
        return "on" if self.on else "off"


report(Switch(True) and Switch(False) or Switch(True))
report(not Switch(True))
report(not not Switch(True))
report(any(Switch(n > 1) for n in range(5)))
report(all([Switch(True), Switch(False), Switch(True)]))
if Switch(False) or Switch(True):
    report("entered")
while not Switch(True):
    pass
report("left the loop")


class Sized:
    def __len__(self):
        return 0


class Broken:
    def __bool__(self):
        return 1


print([bool(x) for x in (0, 0.0, 0j, "", (), {}, set(), None, Sized(), object, range(0), b"")])
try:
    not Broken()
except TypeError as error:
    print(error)
