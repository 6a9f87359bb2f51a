# The built-in functions.
print(abs(-3), abs(-2.5), all([]), any([0, 1]), ascii("é"), bin(10), oct(8), hex(-255), chr(233), ord("é"),
      callable(len), divmod(-7, 2), divmod(7.5, 2))
print(max(3, 1, 2), min([4, 2]), max("abc", key=lambda c: -ord(c)), min([], default="d"), sum([1, 2.5]),
      sum([[1], [2]], []), round(2.5), round(3.14159, 2), round(-1.5), round(1234, -2))
print(pow(2, 10), pow(2, 10, 7), pow(2, -1), pow(base=3, exp=2), sorted([3, 1, 2], reverse=True),
      sorted("bA", key=str.lower), list(reversed([1, 2])), list(enumerate("ab", 5)))
print(isinstance(True, int), issubclass(bool, (str, int)), hash("a") == hash("a"), hash(1.0), hash((1, 2)),
      id(None) == id(None), len({1, 2}), repr("q'"), format(3.14159, ".2f"), format(255, "#x"))
print(list(zip("ab", [1, 2])), list(map(lambda a, b: a + b, [1], [2])), list(filter(None, [0, 1])),
      iter([1]).__next__(), next(iter([]), "dflt"), list(iter([1, 2, 3].pop, 1)))
print(getattr(1, "real"), getattr(1, "nope", 5), hasattr([], "append"), type(5), type("T", (), {"a": 1}).a,
      vars(type("O", (), {"b": 2})()).__class__, dir(type("D", (), {"zz": 1})())[-1])
class I:
    def __init__(s): s.a = 1
    def __instancecheck__(c, o): return True
i = I(); setattr(i, "b", 2); delattr(i, "a"); print(vars(i), i.__dict__)
print("a", "b", sep="-", end="!\n"); print(*range(3), sep=""); print(); print("x", end=""); print(flush=True)
class W:
    def write(self, s): out.append(s)
out = []; print("to", 5, file=W()); print(out)
for s in (["ord('ab')", "chr(-1)", "max()", "max([])", "min(1)", "sum(['a'], '')", "next(5)", "iter(5)", "round('x')",
           "abs('x')", "len(5)", "print(sep=5)", "hash([])", "divmod(1, 0)", "pow(2, -1, 4)", "sorted(5)",
           "isinstance(1, 5)", "vars(5)", "getattr(1, 5)", "int('12', 1)", "hex('a')", "input()"]):
    try: print(s, eval(s))
    except Exception as e: print(s, type(e).__name__, e)
