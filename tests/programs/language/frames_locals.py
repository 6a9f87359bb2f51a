# Looking at frames: locals, globals, the calling function, line numbers, and what locals() gives in each scope.
import sys


def caller_name(depth=1):
    return sys._getframe(depth + 1).f_code.co_name


def who():
    return caller_name(0), caller_name(1)


def outer():
    return who()


print(outer(), who())


def stack():
    frame, names = sys._getframe(1), []
    while frame.f_code.co_name != "<module>":
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names


class Scope:
    names_here = stack()

    def method(self):
        return stack()

    listed = [stack() for _ in range(1)][0]


print(Scope.names_here, Scope().method(), Scope.listed, (lambda: stack())(), list(map(lambda _: stack(), [0])))


def local_views(a, *rest, b=2):
    first = locals()
    c = 3
    second = locals()
    second["d"] = 4
    same = first is second

    def inner():
        return a
    return same, sorted(first), sorted(locals()), "d" in first


print(local_views(1, 5))


def line_offsets():
    frame = sys._getframe()
    start = frame.f_code.co_firstlineno
    lines = [frame.f_lineno - start]
    lines.append(frame.f_lineno - start)
    lines.append(
        frame.f_lineno - start
    )
    return lines


def generator():
    value = 1
    yield sys._getframe().f_code.co_name
    value += 1
    yield sorted(sys._getframe().f_locals)


g = generator()
print(line_offsets(), next(g), g.gi_frame.f_locals, g.gi_frame.f_lineno - g.gi_code.co_firstlineno, next(g),
      g.gi_frame.f_locals)
print(locals() is globals(), sys._getframe().f_globals is globals(), sys._getframe().f_locals is globals())


def peek():
    frame = sys._getframe(1)
    return {name: frame.f_locals[name] for name in frame.f_code.co_varnames if name in frame.f_locals}


def worker(x, y):
    z = x + y
    del x
    return peek()


print(worker(1, 2))
try:
    sys._getframe(1000)
except ValueError as error:
    print(error)
