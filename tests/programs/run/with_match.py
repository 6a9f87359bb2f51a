# with, match, except*, walrus, star expressions.
class M:
    def __init__(s, n, eat=False): s.n, s.eat = n, eat
    def __enter__(s): print("enter", s.n); return s
    def __exit__(s, t, v, tb): print("exit", s.n, t and t.__name__, v); return s.eat
with M("a") as a, M("b", True) as b: 1 / 0
for i in range(2):
    with M(i): 
        if i: break
        continue
try:
    with 5: pass
except TypeError as e: print(e)
class P:
    __match_args__ = ("x", "y")
    def __init__(s, x, y): s.x, s.y = x, y
def m(v):
    match v:
        case 0 | 1: return "small"
        case int(n) if n > 100: return f"big {n}"
        case [a, *rest, z]: return f"seq {a} {rest} {z}"
        case {"k": k, **more}: return f"map {k} {more}"
        case P(x=0, y=y): return f"P0 {y}"
        case P(a, b): return f"P {a} {b}"
        case str() as s: return f"str {s}"
        case None: return "none"
        case (1.5 | 2.5) as f: return f"float {f}"
        case _: return "other"
for v in [0, 7, 500, [1, 2, 3], (1,), {"k": 1, "z": 2}, P(0, 5), P(1, 2), "hi", None, 2.5, 3j, []]: print(m(v))
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3), KeyError(4)])])
except* ValueError as e: print("V", e, e.exceptions)
except* (TypeError, KeyError) as e: print("T", e.exceptions)
try:
    try: raise ValueError("alone")
    except* ValueError as e: print(repr(e))
finally: print("fin")
if (n := 10) > 5: print(n, (q := n * 2), q)
first, *mid, last = range(6); print(first, mid, last, [*mid, *"ab"], {**{"a": 1}, "b": 2}, (*mid,))
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b, *c = [1]
except ValueError as e: print(e)
def t():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return "ret"
        finally: print("f", i)
    else: print("else")
print(t())
