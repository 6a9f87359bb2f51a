"""Comparisons that answer nonsense, prefer the wrong side, or disagree with themselves."""
def attempt(label, call):
    try: print(label, call())
    except BaseException as error: print(label, type(error).__name__, error)
class NoBool:
    def __bool__(self): raise ArithmeticError("truth")
    def __repr__(self): return "NoBool"
class Says:
    def __init__(self, answer): self.answer = answer
    def compare(self, other):
        if isinstance(self.answer, Exception): raise self.answer
        return self.answer
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = compare
    __hash__ = None
OPS = ["a == 1", "1 == a", "a != 1", "a < 1", "1 < a", "a <= a", "a in [1]", "1 in [a]", "[a] == [1]", "[1] < [a]",
       "(a,) == (1,)", "{'k': a} == {'k': 1}", "sorted([a, a]) and 1", "max(a, a) is a", "not a == 1", "a == a == a",
       "a < a < 1 / 0", "[a].index(1)", "[1].count(a)", "(1, a).index(5)", "a is a", "{a}", "{1: 2}.get(a)",
       "a in {1: 2}", "range(5).index(a)", "a in range(5)", "a in 'abc'", "a in (x for x in [1])",
       "slice(a, 1) == slice(1, 1)", "bool(a == 1)", "a == None", "None != a"]
for answer in (True, False, None, [], [0], "x", NotImplemented, NoBool(), ValueError("cmp")):
    a = Says(answer)
    for text in OPS: attempt(f"{answer!r} {text}", lambda: eval(text))
class Base:
    def __eq__(self, o): order.append("Base.eq"); return NotImplemented
    def __lt__(self, o): order.append("Base.lt"); return NotImplemented
    def __gt__(self, o): order.append("Base.gt"); return NotImplemented
    def __add__(self, o): order.append("Base.add"); return NotImplemented
    def __radd__(self, o): order.append("Base.radd"); return NotImplemented
class Sub(Base):
    def __eq__(self, o): order.append("Sub.eq"); return NotImplemented
    def __gt__(self, o): order.append("Sub.gt"); return NotImplemented
    def __radd__(self, o): order.append("Sub.radd"); return NotImplemented
class Same(Base): pass
class Int(int):
    def __eq__(self, o): order.append("Int.eq"); return NotImplemented
    def __radd__(self, o): order.append("Int.radd"); return NotImplemented
    def __lt__(self, o): order.append("Int.lt"); return NotImplemented
    __hash__ = int.__hash__
for x, y in ((Base(), Sub()), (Sub(), Base()), (Base(), Same()), (Sub(), Sub()), (Base(), 1), (1, Base()), (Int(1), 1),
             (1, Int(1)), (Int(1), Int(2)), (1.0, Int(1)), ([1], Base()), (None, Base())):
    for text in ("x == y", "x != y", "x < y", "x + y", "x > y", "x <= y"):
        order = []
        attempt(f"{type(x).__name__} {text} {type(y).__name__}", lambda: eval(text)); print("   ", order)
nan = float("nan")
print(nan == nan, [nan] == [nan], nan in [nan], {nan: 1}[nan], [nan].count(float("nan")), max(nan, 1), max(1, nan),
      sorted([3, nan, 1]), (nan,) < (nan,), {nan, nan} == {nan}, min([], default=nan) is nan)
class Neg:
    def __lt__(self, o): del Neg.__lt__; return NotImplemented
attempt("gone", lambda: Neg() < Neg()); attempt("gone 2", lambda: Neg() < Neg())
class Hash:
    def __init__(self, h): self.h = h
    def __hash__(self): return self.h
for h in (-1, -2, 2 ** 61 - 1, 2 ** 61, 2 ** 64 + 5, True, 1.0, "a", None):
    attempt(f"hash {h!r}", lambda: hash(Hash(h)))
class EqOnly:
    def __eq__(self, o): return True
attempt("unhashable", lambda: {EqOnly()})
attempt("in list", lambda: EqOnly() in [5])
attempt("not in set", lambda: EqOnly() in {5})
attempt("ne", lambda: EqOnly() != 5)
attempt("complex", lambda: 1j < 2j)
attempt("types", lambda: int < str)
attempt("mixed", lambda: [1, "a"] < [1, 2])
attempt("mixed equal", lambda: [1, "a"] == [1, 2])
attempt("dict", lambda: {} < {})
attempt("range", lambda: range(3) < range(4))
attempt("big", lambda: 2 ** 2000 < float("inf") and 2 ** 2000 > 1e308)
attempt("nan int", lambda: 2 ** 2000 == nan)
