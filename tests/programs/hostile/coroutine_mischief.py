"""Coroutines and asynchronous generators used against their rules."""
import sys, warnings
warnings.simplefilter("always"); warnings.showwarning = lambda m, c, *rest, **k: print("warning", c.__name__, m)
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value)
def attempt(label, call):
    try: print(label, call())
    except BaseException as error: print(label, type(error).__name__, error, repr(error.__context__))
class Wait:
    def __init__(self, value=None): self.value = value
    def __await__(self): return (yield self.value)
class Bad:
    def __init__(self, value): self.value = value
    def __await__(self): return self.value
async def nothing(): return 1
async def waits(thing): return await thing
async def agen():
    try:
        yield 1
        yield 2
    finally: print("agen finally")
def run(coro):
    try: coro.send(None)
    except StopIteration as stop: return stop.value
    return "suspended"
nothing(); c = nothing(); attempt("run", lambda: run(c)); attempt("again", lambda: run(c)); c.close()
for value in (5, "a", [], iter([]), (x for x in []), None, nothing()):
    attempt(f"await {type(value).__name__}", lambda: run(waits(value)))
for value in (5, iter([1]), [], nothing(), None):
    attempt(f"__await__ {type(value).__name__}", lambda: run(waits(Bad(value))))
c = waits(Wait()); c.send(None); attempt("two awaits", lambda: run(waits(c))); attempt("send", lambda: c.send(7))
c = waits(Wait())
attempt("unstarted value", lambda: c.send(5))
attempt("throw unstarted", lambda: c.throw(KeyError("k")))
attempt("after", lambda: c.send(None))
async def myself(): return await c
c = myself(); attempt("await self", lambda: run(c))
attempt("iter", lambda: iter(nothing()))
attempt("next", lambda: next(nothing()))
attempt("list", lambda: list(agen()))
attempt("for", lambda: [x for x in nothing()])
a = agen()
n = a.__anext__()
attempt("anext", lambda: run(n))
attempt("reuse", lambda: run(n))
attempt("asend", lambda: run(a.asend(5)))
attempt("end", lambda: run(a.__anext__()))
attempt("over", lambda: run(a.__anext__()))
async def slow():
    yield await Wait("w")
    yield 2
a = slow()
n1 = a.__anext__()
print(n1.send(None))
n2 = a.asend(None)
attempt("at once", lambda: n2.send(None))
attempt("close busy", lambda: run(a.aclose()))
attempt("go on", lambda: n1.send(None))
a = agen()
attempt("unstarted asend", lambda: run(a.asend(1)))
attempt("athrow", lambda: run(a.athrow(KeyError("k"))))
a = agen()
run(a.__anext__())
attempt("athrow started", lambda: run(a.athrow(KeyError("k"))))
a = agen()
run(a.__anext__())
attempt("aclose", lambda: run(a.aclose()))
attempt("closed", lambda: run(a.__anext__()))
async def refuses():
    while True:
        try: yield 1
        except GeneratorExit: pass
a = refuses(); run(a.__anext__()); attempt("refuses", lambda: run(a.aclose()))
async def stopping():
    yield 1
    raise StopAsyncIteration("mine")
async def collect(source): return [x async for x in source]
attempt("stop", lambda: run(collect(stopping())))
attempt("collect", lambda: run(collect(agen())))
attempt("not async", lambda: run(collect([1])))
class AIter:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self if self.n else 5
    def __anext__(self): return self.n
for n in (0, 5, [], nothing(), Bad(5)): attempt(f"aiter {type(n).__name__}", lambda: run(collect(AIter(n))))
class CM:
    def __init__(self, enter, leave): self.enter, self.leave = enter, leave
    def __aenter__(self): return self.enter
    def __aexit__(self, *args): return self.leave
async def within(cm):
    async with cm as value: return value
for enter, leave in ((5, 5), (nothing(), 5), (nothing(), nothing()), (Wait(), Wait())):
    attempt("async with", lambda: run(within(CM(enter, leave))))
attempt("no manager", lambda: run(within(5)))
attempt("anext builtin", lambda: anext(5))
attempt("anext default", lambda: run(waits(anext(agen(), "d"))))
attempt("aiter builtin", lambda: aiter(5))
async def sync_return(): return [await nothing() for _ in range(2)]
attempt("comprehension", lambda: run(sync_return())); del a, n1, n2, n, c
