# Calls of natives: the calling conventions, the ones with forms of their own.
import math, sys, itertools, operator, functools, collections, re, time, random, io
from shown import watch, forms

def show(name, call, *args):
    for n in range(12):
        try: call(*args)
        except Exception as error: pass
    print(name, [form for form in forms(call) if "CALL" in form])

def fresh(shape):
    space = {}
    exec(("def f(f): f()", "def f(f, x): f(x)", "def f(f, x, y): f(x, y)")[shape], space)
    return space["f"]

import builtins
LEFT_OUT = ("exit", "quit", "input", "breakpoint", "help", "copyright", "credits", "license", "open", "print")
for name in sorted(dir(builtins)):
    f = getattr(builtins, name)
    if callable(f) and name not in LEFT_OUT and not name.startswith("_") and not (isinstance(f, type) and issubclass(f, BaseException)):
        for shape, args in ((0, ()), (1, ("5",)), (2, ("5", "6"))):
            show(f"{name} {shape}", fresh(shape), f, *args)
LEFT_OUT = ("exit", "sleep", "getdlopenflags", "get_clock_info", "call_tracing", "audit", "exc_info", "breakpointhook", "displayhook", "excepthook", "unraisablehook", "tzset")
for module in math, operator, itertools, functools, collections, sys, time:
    for name in sorted(vars(module)):
        f = getattr(module, name)
        if callable(f) and not name.startswith(("_", "set", "clock", "pthread", "add")) and name not in LEFT_OUT:
            show(f"{module.__name__}.{name}", fresh(1), f, 5)
            show(f"{module.__name__}.{name} 2", fresh(2), f, 5, 6)
del f, name   # the last of time, which differs
