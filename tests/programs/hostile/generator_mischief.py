"""Generators that run themselves, refuse to close, throw into themselves and lose their frames."""
import gc, sys
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value)
def attempt(label, call):
    try:
        print(label, call())
    except BaseException as error:
        print(label, type(error).__name__, error, repr(error.__cause__), repr(error.__context__))
def inside(action):
    yield 0
    yield action()
for label, action in ({"next": lambda: next(g), "send": lambda: g.send(1), "throw": lambda: g.throw(KeyError),
                       "close": lambda: g.close(), "list": lambda: list(g), "clear": lambda: g.gi_frame.clear(),
                       "running": lambda: (g.gi_running, g.gi_suspended, g.gi_yieldfrom)}.items()):
    g = inside(action); next(g); attempt(label, lambda: next(g))
def self_from():
    yield 1
    yield from g
g = self_from(); next(g); attempt("yield from self", lambda: next(g))
def stubborn():
    while True:
        try: yield
        except GeneratorExit: print("refused")
        if sys.exc_info()[0]: break
g = stubborn(); next(g); attempt("close", g.close)
def fails():
    try: yield
    finally: raise ValueError("in finally")
g = fails(); next(g); attempt("close fails", g.close); g = fails(); next(g); del g
g = stubborn(); next(g); del g; gc.collect()
def returns():
    try: yield 1
    except GeneratorExit: return 5
g = returns(); next(g); attempt("close returns", g.close); attempt("after", lambda: next(g))
def stop(): 
    yield 1
    raise StopIteration("mine")
attempt("stop", lambda: list(stop())); attempt("next default", lambda: next(iter([]), "d"))
attempt("unstarted", lambda: inside(None).send(1))
attempt("throw unstarted", lambda: inside(None).throw(ValueError("early")))
g = inside(lambda: 1)
g.close()
attempt("closed", lambda: next(g))
attempt("throw closed", lambda: g.throw(KeyError("k")))
for args in ((5,), (ValueError, 5), (ValueError("a"), 5), (ValueError, ValueError("b")), (ValueError, "t", 5), (),
             (KeyError, None, None), (int,)):
    g = inside(None); next(g); attempt(f"throw{args!r}", lambda: g.throw(*args))
class It:
    def __iter__(self): return self
    def __next__(self): return 1
    def throw(self, *a): return "thrown"
    def send(self, v): raise ArithmeticError("send")
    def close(self): raise OSError("close")
def deleg(it): return (yield from it)
g = deleg(It())
next(g)
attempt("delegated throw", lambda: g.throw(KeyError("x")))
attempt("delegated send", lambda: g.send(5))
g = deleg(It()); next(g); attempt("delegated close", g.close)
class Bare:
    def __iter__(self): return self
    def __next__(self): return 1
g = deleg(Bare())
next(g)
attempt("no throw", lambda: g.throw(KeyError("x")))
g = deleg(Bare())
next(g)
attempt("no send", lambda: g.send(5))
g = deleg(Bare())
next(g)
attempt("no close", g.close)
class NoAttr(Bare):
    def __getattr__(self, name): raise RuntimeError(name)
g = deleg(NoAttr())
next(g)
attempt("getattr throw", lambda: g.throw(KeyError("x")))
g = deleg(NoAttr())
next(g)
attempt("getattr close", g.close)
g = deleg(5); attempt("not iterable", lambda: next(g)); attempt("stop value", lambda: list(deleg(deleg([1, 2]))))
def deep(n):
    if n: yield from deep(n - 1)
    yield n
attempt("deep", lambda: sum(deep(300))); attempt("too deep", lambda: sum(deep(3000)))
g = inside(None); next(g); f = g.gi_frame; f.clear(); attempt("cleared", lambda: next(g)); print(g.gi_frame)
g = (print("evaluated", n) for n in [1])
attempt("genexp", lambda: list(g))
attempt("genexp fails early", lambda: (n for n in 5))
attempt("attributes", lambda: (setattr(g, "__name__", 5)))
attempt("del", lambda: delattr(g, "gi_frame"))
attempt("type", lambda: type(g)())
attempt("hash", lambda: g == g and g != deep(1))
attempt("code of comprehension", lambda: type(deep)((lambda: [n for n in ()]).__code__.co_consts[1], {})(iter([1, 2])))
a = [1]
attempt("list while made", lambda: [a.append(n) or n for n in a if len(a) < 5])
attempt("tuple", lambda: tuple(a.clear() or n for n in a))
