# Comparisons are specialised together with the conditional jump behind them.
from shown import watch, forms

def less(a, b):
    if a < b: return 1
def same(a, b):
    if a == b: return 1
def other(a, b):
    if not a != b: return 1
def plain(a, b): return a < b
def until(a, b):
    while a > b:
        a -= 1
def both(a, b):
    return 1 if a <= b and b >= a else 2

nan = float("nan")
for f in less, same, other, plain, both, until:
    print(f.__name__)
    watch(f, "COMPARE", [(1, 2)] * 10)
    watch(f, "COMPARE", [(2 ** 30, 2 ** 30 - 1)] * 60)
    watch(f, "COMPARE", [(2.0, 1.5)] * 60)
    watch(f, "COMPARE", [(nan, 1.0)] * 60)
    watch(f, "COMPARE", [(-1, -2)] * 60)
    if f is not until: watch(f, "COMPARE", [("a", "b")] * 100)
    watch(f, "COMPARE", [(1, 2.0)] * 100)
    watch(f, "COMPARE", [(True, False)] * 100)
    print(forms(f))
def masks(f):
    units = f.__code__._co_code_adaptive
    return [units[i + 4] for i in range(0, len(units), 2) if 26 <= units[i] <= 29]
def l(a, b): return 1 if a < b else 0
def le(a, b): return 1 if a <= b else 0
def e(a, b): return 1 if a == b else 0
def n(a, b): return 1 if a != b else 0
def g(a, b): return 1 if a > b else 0
def ge(a, b): return 1 if not a >= b else 0
for f in l, le, e, n, g, ge:
    for _ in range(9): f(3, 4)
    print(masks(f))
def back(a, b):
    while True:
        a += 1
        if a < b: continue
        if not a == b: continue
        return a
for _ in range(9): back(1, 9)
print(masks(back), forms(back))
