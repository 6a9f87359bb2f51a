# Streams, hooks, finally, chaining, formatting: the rest of the language in one go.
import sys
class Tee:
    def __init__(self): self.buf = []
    def write(self, s): self.buf.append(s)
    def flush(self): pass
old = sys.stdout; sys.stdout = t = Tee(); print("captured", 1); sys.stdout = old; print(t.buf)
def hook(t, v, tb): print("HOOK", t.__name__, v)
sys.excepthook = hook
class Q:
    def __del__(self): raise ValueError("x")
def gen():
    try: yield
    finally: raise KeyError("in finally")
g = gen(); next(g)
class E(Exception): pass
try:
    try: raise E(1)
    finally: raise E(2)
except E as e: print(repr(e), repr(e.__context__))
def f():
    try: return 1
    finally: return 2
print(f())
e1 = None
try: raise E("a") from ValueError("b")
except E as e: e1 = e
print(e1.__cause__, e1.__traceback__.tb_lineno)
try: raise e1
except E: print(sys.exc_info()[1] is e1)
print(sys.exc_info())
try: raise 5
except TypeError as x: print(x)
try: raise E from 5
except TypeError as x: print(x)
try: raise
except RuntimeError as x: print(x)
try: assert False, ("t", 1)
except AssertionError as x: print(x.args)
for _ in range(2):
    try: [][0]
    except IndexError: continue
    finally: print("fin")
@(lambda c: (print("deco", c.__name__), c)[1])
class Z: pass
print(*(lambda *a, **k: (a, k))(1, *[2], x=3, **{"y": 4}))
x: int = 5
print(__annotations__)
del x
print(f"{3.14159:.2f} {'a'!r:>5} {1+1=} {{}} {[1,2][0]:03d}")
a = b = []; a += [1]; print(b, a is b)
i = 0
while True:
    i += 1
    if i > 3: break
else: print("no")
print(i, [k for k in range(10) if k % 2 if k > 3], {k: v for k, v in zip("ab", "cd")}, {c for c in "aab"} == {"a", "b"})
1/0
