"""Exceptions that contain each other, are made wrongly, and misbehave when they are raised, caught or shown."""
import sys, traceback
def attempt(label, call):
    try:
        print(label, call())
    except BaseException as error:
        print(label, type(error).__name__, str(error)[:120], repr(error.__cause__), repr(error.__context__))
def throw(error, cause=Ellipsis):
    if cause is Ellipsis: raise error
    raise error from cause
e = ValueError(1)
e.__cause__ = e
attempt("own cause", lambda: throw(e))
e.__context__ = e
print(e.__context__ is e, e.__suppress_context__)
a, b = KeyError("a"), KeyError("b"); a.__context__ = b; b.__context__ = a
def both():
    try: raise a
    except KeyError: raise b
attempt("loop", both); print(a.__context__, b.__context__)
def many(n):
    try:
        if n: many(n - 1)
        raise ValueError(n)
    except ValueError as error: raise KeyError(n) from error
try: many(30)
except KeyError as error:
    print(len(traceback.format_exception(error)), len("".join(traceback.format_exception(error))) > 1000)
    depth, x = 0, error
    while x: depth, x = depth + 1, x.__cause__
    print(depth)
class NewOther(Exception):
    def __new__(cls, *args): return 5
class NewRaises(Exception):
    def __new__(cls, *args): raise ArithmeticError("new")
class InitRaises(Exception):
    def __init__(self): raise ArithmeticError("init")
class NeedsArgs(Exception):
    def __init__(self, one): self.one = one
class BadStr(Exception):
    def __str__(self): raise ArithmeticError("str")
    def __repr__(self): return 5
for kind in (NewOther, NewRaises, InitRaises, NeedsArgs, int, 5, "text", None, Exception, BaseException, NotImplemented,
             [ValueError], (ValueError,)):
    attempt(getattr(kind, "__name__", str(kind)), lambda: throw(kind))
    attempt("from", lambda: throw(ValueError(1), kind if kind is not NewOther else None))
attempt("str", lambda: str(BadStr())); attempt("repr", lambda: repr(BadStr()))
print(traceback.format_exception_only(BadStr, BadStr()))
print(traceback.format_exception_only(ValueError, ValueError("a\nb")),
      traceback.format_exception_only(SyntaxError("m", ("f", 1, 99, "text", -3, 5))))
for name, value in ([("args", 5), ("args", [1]), ("__traceback__", 5), ("__cause__", 5), ("__context__", "x"),
                     ("__suppress_context__", "x"), ("__notes__", 5), ("__dict__", 5), ("__class__", KeyError),
                     ("__class__", OSError)]):
    error = ValueError("v")
    attempt(f"set {name}", lambda: (setattr(error, name, value), getattr(error, name), type(error).__name__))
for name in ("args", "__traceback__", "__cause__", "__dict__", "nope"):
    attempt(f"del {name}", lambda: delattr(ValueError(), name))
attempt("note", lambda: ValueError().add_note(5))
attempt("state", lambda: ValueError().__setstate__(5))
attempt("state dict", lambda: ValueError().__setstate__({"args": 5}))
attempt("with_traceback", lambda: ValueError().with_traceback(5))
attempt("init", lambda: ValueError.__init__(5))
attempt("keyword", lambda: ValueError(a=1))
class Caught(type):
    def __instancecheck__(cls, o): raise RuntimeError("instancecheck")
    def __subclasscheck__(cls, o): raise RuntimeError("subclasscheck")
class Picky(Exception, metaclass=Caught): pass
def catch(kind):
    try: raise ValueError("v")
    except kind: return "caught"
for kind in (5, None, "ValueError", [ValueError], (), ((),), (ValueError,), ((KeyError, (ValueError,)),),
             (KeyError, 5, ValueError), (5, ValueError), int, Picky, ValueError(), type):
    attempt(f"except {getattr(kind, '__name__', kind)}", lambda: catch(kind))
attempt("groups", lambda: ExceptionGroup("g", []))
attempt("g", lambda: ExceptionGroup("g", 5))
attempt("g", lambda: ExceptionGroup(5, [ValueError()]))
attempt("g", lambda: ExceptionGroup("g", [5]))
attempt("g", lambda: ExceptionGroup("g", [KeyboardInterrupt()]))
attempt("g", lambda: BaseExceptionGroup("g", [ValueError(1)]))
class Split(ExceptionGroup):
    def derive(self, excs): return 5
attempt("derive", lambda: Split("s", [ValueError(1), KeyError(2)]).split(ValueError))
attempt("split", lambda: ExceptionGroup("g", [ValueError(1)]).split(5))
attempt("subgroup", lambda: ExceptionGroup("g", [ValueError(1)]).subgroup(lambda e: 1 / 0))
for value in (3, "text", None, [1], 2 ** 70, True): attempt("exit", lambda: sys.exit(value))
attempt("UnicodeError", lambda: str(UnicodeDecodeError("a", b"b", -5, 99, "r")))
attempt("UnicodeError", lambda: UnicodeDecodeError("a", "b", 1, 2, 3))
attempt("OSError", lambda: [OSError(2, "m", "f", None, "g").filename2, str(OSError(2, 3, 4)),
                            type(OSError(2, "x")).__name__, OSError(1, 2, 3, 4, 5, 6).args])
u = UnicodeEncodeError("a", "b", 0, 1, "r")
u.object = 5 if False else "cd"
u.start = 99
print(u)
attempt("KeyError", lambda: str(KeyError("a'b")))
attempt("StopIteration", lambda: StopIteration(1, 2).value)
attempt("ImportError", lambda: ImportError(path=1, nam=2))
attempt("SyntaxError", lambda: SyntaxError("m", 5))
attempt("SyntaxError", lambda: SyntaxError("m", (1, 2)))
attempt("attr", lambda: AttributeError("m", name=1, objj=2))
attempt("name", lambda: NameError("m", name=5).name)
finals = []
def nested():
    try:
        try: return 1 / 0
        finally: finals.append(sys.exc_info()[0]); return "swallowed"
    finally: finals.append(sys.exc_info()[0])
print(nested(), finals)
def loop():
    for n in range(3):
        try: raise ValueError(n)
        except ValueError: continue
        finally:
            if n == 1: break
    return n, sys.exc_info()
print(loop()); raise BadStr("last")
