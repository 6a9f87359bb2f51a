"""sys.excepthook, displayhook, stderr and stdout replaced by what fails."""
import sys, io, traceback
class Out:
    def __init__(self, kind): self.kind = kind
    def write(self, text):
        if self.kind == "raise": raise OSError("no room")
        if self.kind == "none": return None
        return "text"
    def flush(self):
        if self.kind == "flush": raise OSError("flush")
real = sys.stdout
def attempt(label, call):
    try: result = call()
    except BaseException as error: result = f"{type(error).__name__} {error}"
    finally: sys.stdout = real
    real.write(f"{label}: {result}\n")
for kind in ("raise", "none", "text", "flush"): attempt(kind, lambda: print("x", file=Out(kind), flush=True))
for bad in (5, None, object(), "text", int): attempt(f"file {type(bad).__name__}", lambda: print("to it", file=bad))
def replaced(value):
    sys.stdout = value
    print("lost?")
for kind in ("raise", "none"): attempt("stdout " + kind, lambda: replaced(Out(kind)))
attempt("stdout None", lambda: replaced(None)); attempt("stdout 5", lambda: replaced(5))
def deleted():
    del sys.stdout
    print("no stdout")
attempt("deleted", deleted)
for named in ({"sep": 5}, {"end": b""}, {"sep": None, "end": None}, {"nope": 1}, {"sep": ""}, {"flush": 5}):
    attempt(named, lambda: print(1, 2, **named))
class Str:
    def __str__(self): sys.stdout = io.StringIO(); return "moved"
attempt("moves", lambda: print(Str(), "rest"))
attempt("raises", lambda: print(type("R", (), {"__str__": lambda s: 1 / 0})(), "rest"))
hook = sys.displayhook
def shows(value): raise ValueError("display")
sys.displayhook = shows
attempt("display", lambda: exec(compile("1 + 1", "d", "single")))
sys.displayhook = 5
attempt("no display", lambda: exec(compile("1", "d", "single")))
del sys.displayhook
attempt("lost", lambda: exec(compile("1", "d", "single")))
sys.displayhook = hook
exec(compile("None; 5; 'a'", "d", "single")); import builtins; print(builtins._)
class Hook:
    def __call__(self, unraisable): 1 / 0
    def __repr__(self): return "<the hook>"
class Del:
    def __del__(self): raise KeyError("del")
sys.unraisablehook = Hook(); Del(); sys.unraisablehook = sys.__unraisablehook__
try: raise ValueError("shown")
except ValueError as error:
    sys.excepthook(type(error), error, None)
    sys.excepthook(5, error, None) if False else None
    traceback.print_exc(limit=0)
def broken(kind, value, place):
    print("hook", kind.__name__, value)
    raise ArithmeticError("in the hook")
sys.excepthook = broken
raise KeyError("the original")
