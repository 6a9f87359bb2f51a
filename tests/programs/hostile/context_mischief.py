"""Context managers that fail on the way in, on the way out and in their answers."""
import contextlib, sys
log = []
def attempt(label, call):
    log.clear()
    try: print(label, call(), log)
    except BaseException as error:
        print(label, type(error).__name__, error, repr(error.__context__), repr(error.__cause__), log)
class NoBool:
    def __bool__(self): raise ArithmeticError("truth")
class CM:
    def __init__(self, enter=None, leave=None): self.enter, self.leave = enter, leave
    def __enter__(self):
        log.append("enter")
        if isinstance(self.enter, Exception): raise self.enter
        return self.enter
    def __exit__(self, *args):
        log.append(args[0] and args[0].__name__)
        if isinstance(self.leave, Exception): raise self.leave
        return self.leave
def use(*managers, error=None):
    def level(n):
        if n == len(managers):
            if error: raise error
            return "body"
        with managers[n] as value: return level(n + 1)
        return "swallowed"
    return level(0)
for leave in (None, True, 0, [], [0], NoBool(), ValueError("exit"), NotImplemented, "text"):
    attempt(f"leave {type(leave).__name__}", lambda: use(CM(1, leave)))
    attempt(f"leave {type(leave).__name__} error", lambda: use(CM(1, leave), error=KeyError("body")))
    attempt("nested", lambda: use(CM(1, leave), CM(2, None), error=KeyError("body")))
    attempt("nested fail", lambda: use(CM(1, leave), CM(2, OSError("inner")), error=KeyError("body")))
    attempt("enter fails", lambda: use(CM(1, leave), CM(ValueError("enter"))))
class NoExit:
    def __enter__(self): log.append("enter")
class NoEnter:
    def __exit__(self, *a): log.append("exit")
class Instance:
    def __init__(self): self.__enter__ = self.__exit__ = lambda *a: 1
class ExitArgs:
    def __enter__(self): return 1
    def __exit__(self): return True
class Getattr:
    def __getattr__(self, name): return lambda *a: log.append(name)
class Prop:
    @property
    def __enter__(self): raise LookupError("property")
    def __exit__(self, *a): pass
class Static:
    __enter__ = staticmethod(lambda: "static"); __exit__ = classmethod(lambda *a: log.append(len(a)))
class Deletes:
    def __enter__(self):
        del Deletes.__exit__
        return 1
    def __exit__(self, *a): log.append("still there")
for cls in (NoExit, NoEnter, Instance, ExitArgs, Getattr, Prop, Static, Deletes, int):
    attempt(cls.__name__, lambda: use(cls()))
def control(kind):
    for n in range(3):
        with CM(n, kind == "swallow"):
            if n == 1:
                if kind == "break": break
                if kind == "continue": continue
                if kind == "return": return "returned"
                if kind == "swallow": raise ValueError(n)
        log.append(n)
    return "end"
for kind in ("break", "continue", "return", "swallow"): attempt(kind, lambda: control(kind))
@contextlib.contextmanager
def gen(kind):
    if kind == "none": return
    try: yield kind
    except KeyError:
        if kind == "again": yield 2
        if kind == "other": raise ValueError("other")
        if kind == "stop": raise StopIteration("stop")
        if kind == "raise": raise
    if kind == "twice": yield 3
for kind in ("none", "plain", "again", "other", "stop", "raise", "twice"):
    attempt(f"gen {kind}", lambda: use(gen(kind)))
    attempt(f"gen {kind} error", lambda: use(gen(kind), error=KeyError("body")))
    attempt(f"gen {kind} stop", lambda: use(gen(kind), error=StopIteration("body")))
def stack(*errors):
    with contextlib.ExitStack() as s:
        for error in errors: s.callback(lambda error=error: (_ for _ in ()).throw(error) if error else None)
        s.push(lambda *a: log.append(a[0] and a[0].__name__))
        s.enter_context(CM(1, None))
        raise IndexError("in the stack")
attempt("stack", lambda: stack())
attempt("stack fails", lambda: stack(ValueError(1), KeyError(2)))
attempt("suppress", lambda: use(contextlib.suppress(KeyError), error=KeyError(1)))
attempt("closing", lambda: use(contextlib.closing(5)))
attempt("null", lambda: use(contextlib.nullcontext(5)))
attempt("redirect", lambda: use(contextlib.redirect_stdout(None)))
attempt("info", lambda: sys.exc_info())
