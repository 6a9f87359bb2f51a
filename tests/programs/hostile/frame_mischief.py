"""Frames, tracebacks and locals that are looked at and changed while they run."""
import sys
def attempt(label, call):
    try: print(label, call())
    except BaseException as error: print(label, type(error).__name__, error)
def look():
    x = 1
    frame = sys._getframe()
    frame.f_locals["x"] = 5; frame.f_locals["new"] = 6
    print(x, sorted(frame.f_locals), sorted(locals()))
    attempt("clear running", frame.clear)
    return frame
frame = look()
attempt("clear", frame.clear)
print(frame.f_locals, frame.f_back is sys._getframe(), frame.f_lineno, frame.f_lasti > 0)
for name, value in (("f_lineno", 3), ("f_back", None), ("f_locals", {}), ("f_trace", 5), ("f_trace_lines", 5),
                    ("f_trace_opcodes", "x"), ("f_code", None), ("nope", 1)):
    attempt(f"set {name}", lambda: setattr(frame, name, value))
attempt("type", lambda: type(frame)())
attempt("getframe", lambda: sys._getframe(500))
attempt("getframe", lambda: sys._getframe(-5).f_code.co_name)
attempt("getframe", lambda: sys._getframe("a"))
def raises():
    local = [1]
    raise ValueError("v")
try: raises()
except ValueError as error: tb = error.__traceback__
attempt("cycle", lambda: setattr(tb, "tb_next", tb))
attempt("loop", lambda: setattr(tb.tb_next, "tb_next", tb))
attempt("5", lambda: setattr(tb, "tb_next", 5))
tb.tb_next.tb_frame.clear()
print(tb.tb_next.tb_frame.f_locals)
tb.tb_next = None
print(tb.tb_next)
T = type(tb)
for args in ((), (None, None, 1, 1), (None, tb.tb_frame, 1, 1), (tb, tb.tb_frame, -5, 10 ** 6), (5, tb.tb_frame, 1, 1),
             (None, tb.tb_frame, 2 ** 40, 1)):
    attempt("traceback()", lambda: T(*args).tb_lineno)
made = T(None, frame, 4, 99999); error = KeyError("made"); 
try: raise error.with_traceback(made)
except KeyError as e: print(e.__traceback__.tb_next.tb_lineno)
class Body:
    y = 1
    locals()["z"] = 2; sys._getframe().f_locals["w"] = 3
    del y
    seen = sorted(k for k in locals() if k[0] != "_")
print(Body.seen, Body.z, Body.w)
def cells():
    x = 1
    def inner(): return x
    loc = locals(); loc["x"] = 9
    sys._getframe().f_locals
    return x, inner(), loc["x"], [sys._getframe().f_code.co_name for _ in range(1)]
print(cells())
def generator():
    a = yield sys._getframe()
    b = yield a
g = generator()
f = next(g)
print(f is g.gi_frame, f.f_back, f.f_locals)
g.send("sent")
print(f.f_locals, f.f_back)
g.close()
print(f.f_locals, g.gi_frame)
def deep(n): return sys._getframe() if not n else deep(n - 1)
f = deep(20); count = 0
while f: count, f = count + 1, f.f_back
print(count); print([sys._getframe(n).f_code.co_name for n in range(2)] if False else "")
calls = []
def tracer(frame, event, arg):
    calls.append(event)
    if event == "line" and len(calls) > 6: raise ArithmeticError("tracer")
    return tracer
def traced():
    a = 1
    b = 2
    c = 3
    d = 4
    e = 5
    return a
sys.settrace(tracer); attempt("traced", traced); print(sys.gettrace(), calls[:5]); sys.settrace(None)
def odd(frame, event, arg): return 5
sys.settrace(odd)
attempt("odd", traced)
sys.settrace(None)
attempt("settrace", lambda: sys.settrace(5) or traced())
sys.settrace(None)
attempt("profile", lambda: sys.setprofile(lambda *a: 1 / 0) or traced())
sys.setprofile(None)
limit = sys.getrecursionlimit()
for n in (0, -1, 1, "a", 2 ** 40): attempt(f"limit {n}", lambda: sys.setrecursionlimit(n))
def at_depth(n): return at_depth(n - 1) if n else sys.setrecursionlimit(50)
attempt("low", lambda: at_depth(60))
sys.setrecursionlimit(60)
attempt("deep", lambda: deep(100).f_code.co_name)
sys.setrecursionlimit(limit)
attempt("fine", lambda: deep(100).f_code.co_name)
