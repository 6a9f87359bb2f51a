# Endless recursion, with the repeated lines folded.
def f(n):
    return f(n + 1)
class R:
    def __repr__(self): return repr(self)
try: repr(R())
except RecursionError as e: print(e)
depth = 0
def g():
    global depth
    depth += 1
    g()
try: g()
except RecursionError as e: print(e, depth)
class A:
    n = 0
    def __init__(self): A.n += 1; A()
try: A()
except RecursionError as e: print(e, A.n)
class L:
    def __lt__(self, o): return self < o
try: L() < L()
except RecursionError as e: print(e)
f(0)
