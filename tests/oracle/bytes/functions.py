# Objects whose bytes are compared: functions, code, descriptors, methods, generators, frames and cells.
import sys


def plain(a, b=1, /, *args, c=2, **kw) -> int:
    return a + b
def outer():
    x = 1
    def inner(): return x
    return inner
def gen(n):
    yield n
    yield 2
async def coro(): pass
async def agen():
    yield 1
def attributed(): "About it."
attributed.x = 1
def frame_of(a, b=2):
    c = [a]
    return sys._getframe()
def raiser(): raise ValueError("no")


class C:
    field = 1
    __slots__ = ("a", "b")
    def method(self): pass
    @property
    def prop(self): "A property."
    @prop.setter
    def prop(self, v): pass
    @classmethod
    def cm(cls): pass
    @staticmethod
    def sm(): pass


class D(C):
    def __init__(self): super().__init__()
    def sup(self): return super()


try: raiser()
except ValueError as e: error = e
started = gen(1); next(started)
finished = gen(1); list(finished)
never = coro()
d = D()
subjects = {
    "plain": plain, "lambda": lambda x: x, "inner": outer(), "attributed": attributed, "gen function": gen, "method function": C.method,
    "code": plain.__code__, "outer code": outer.__code__, "lambda code": (lambda: [1, "a", None, (1, 2)]).__code__, "coro code": coro.__code__, "compiled": compile("x = 1\nfor i in x: print(i)", "here", "exec"), "eval": compile("a+b", "here", "eval"), "inner code": outer().__code__,
    "cell": outer().__closure__[0],
    "generator": gen(5), "started": started, "finished": finished, "genexp": (x for x in [1]), "coroutine": never, "coroutine wrapper": never.__await__(), "async generator": agen(), "asend": agen().asend(None), "athrow": agen().athrow(ValueError), "aclose": agen().aclose(),
    "frame": frame_of(1), "traceback": error.__traceback__, "traceback 2": error.__traceback__.tb_next, "frame of error": error.__traceback__.tb_next.tb_frame,
    "len": len, "append": [].append, "fromkeys": dict.fromkeys, "from type": dict.__new__, "method descriptor": list.append, "classmethod descriptor": dict.__dict__["fromkeys"], "wrapper": int.__add__, "method wrapper": (5).__add__, "member": C.a, "getset": type.__dict__["__dict__"], "member of function": type(plain).__dict__["__globals__"], "slot member": C.__dict__["b"],
    "bound": d.method, "property": C.prop, "plain property": property(), "property of": property(plain), "classmethod": C.__dict__["cm"], "staticmethod": C.__dict__["sm"], "super": d.sup(), "unbound super": super(D), "bound cm": C.cm,
    "mappingproxy": C.__dict__, "module": sys,
}
never.close()
import gc; gc.collect(); gc.collect()   # what it stops tracking does not depend on when it ran
