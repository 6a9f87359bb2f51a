# Thousands of method calls and operations with arguments picked by a little generator of its own: whatever they give
# or raise must be python3.11's. Arguments: seed, kind (str int float bytes complex) and count, or none for a round of
# all.
import sys
seed, kind, N = (int(sys.argv[1]), sys.argv[2], int(sys.argv[3])) if len(sys.argv) == 4 else (1, "", 500)
sys.set_int_max_str_digits(0)
state = seed * 7919 + 12345
def rnd(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (state >> 33) % n
def pick(seq): return seq[rnd(len(seq))]
class Idx:
    def __index__(self): return 2
    def __repr__(self): return "Idx"
class Flt:
    def __float__(self): return 2.5
    def __repr__(self): return "Flt"
class Sub(str): pass
class ISub(int): pass
class FSub(float): pass
strs = ["", "a", "abc", "Hello World", "aXbXc", "  sp  ", "ab\tc\n", "é", "ÀÉÎ x", "Āb", "😀", "a😀b", "ΑΣ", "ß", "12",
        "-7", "+3.5", "1_0", "x" * 30, "a,b,,c", "line1\nline2\r\nl3", "\x00", "\ud800", "ǆ", "ŉ", "%s", "{}",
        "{0!r:>{1}}", "{a}", "%d|%5s", "utf-8", "ascii", "strict", "ignore", "replace", "big", "little", "0x1f", "1e5",
        "nan", "aa", "aaa", "b", "X", " ", ",", "\n", "0", "½", "٣", Sub("subé"), Sub("ab")]
ints = [0, 1, -1, 2, 3, 5, -7, 10, 16, 36, 255, 256, 257, 1000, 2**30, -(2**31), 2**62, 2**63, -(2**64), 10**20, 10**40,
        -(3**100), True, False, ISub(5)]
floats = [0.0, -0.0, 1.0, -1.5, 0.1, 2.5, 3.5, 1e16, 1e-7, 1e300, -1e308, 5e-324, 1/3, 123456.789, float("inf"),
          float("-inf"), float("nan"), FSub(2.25)]
bts = [b"", b"a", b"abc", b"Hello World", b"aXbXc", b"  sp ", b"\xff\x00", b"12", b"a,b,,c", b"l1\nl2\r\n", b"x" * 20,
       b"%s", b"%d", b"ab", b"aa", b"'", b'"', bytearray(b"abc"), bytearray(b""), bytearray(b"ba ab")]
others = [None, (), ("a", "b"), ["a", "b"], [1, 2], {"a": 1}, {97: "x"}, Idx(), Flt(), 1j, 2 + 3j, "a", 1, slice(1, 3),
          slice(None, None, -1), slice(0, -1, 2), ("a", "é"), (b"a", b"b"), {98: None}, object, range(3)]
pools = {"str": strs, "int": ints, "float": floats, "bytes": bts,
         "complex": [0j, 1j, 1 + 2j, -1.5 + 0.5j, 1e200 + 1j, complex(float("inf"), 0)]}
allv = strs + ints + floats + bts + others
def arg():
    k = rnd(10)
    if k < 4: return pick(pools[kind])
    if k < 7: return pick(ints) if rnd(4) else pick([0, 1, 2, 3, -1, -2, 7, 12])
    if k < 8: return pick(strs)
    return pick(allv)
skip = {"__class__", "__init_subclass__", "__subclasshook__", "__new__", "__reduce__", "__reduce_ex__", "__dir__",
        "__doc__", "__getattribute__", "__setattr__", "__delattr__", "__init__", "__sizeof__", "__getstate__",
        "__alloc__"}
names = {k: [n for n in dir(type(pools[k][0])) if n not in skip] for k in pools}
ops = ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "<", "<=", "==", "!=", ">", ">=", "in", "divmod",
       "pow3", "round", "index", "format", "hash", "repr", "int", "float", "str", "bool", "len", "iter", "bytes", "hex",
       "abs", "neg", "inv", "pct", "fmt", "isinst", "ord", "complex", "bytearray"]
def big(*vs):
    return any(isinstance(v, int) and abs(v) > 2000 for v in vs)
def op(o, a, b):
    if o == "+": return a + b
    if o == "-": return a - b
    if o == "*":
        return None if big(a, b) and not (isinstance(a, (int, float)) and isinstance(b, (int, float))) else a * b
    if o == "/": return a / b
    if o == "//": return a // b
    if o == "%": return a % b
    if o == "**": return None if big(b) and not isinstance(a, float) else a ** b
    if o == "<<": return None if big(b) else a << b
    if o == ">>": return a >> b
    if o == "&": return a & b
    if o == "|": return a | b
    if o == "^": return a ^ b
    if o == "<": return a < b
    if o == "<=": return a <= b
    if o == "==": return a == b
    if o == "!=": return a != b
    if o == ">": return a > b
    if o == ">=": return a >= b
    if o == "in": return a in b
    if o == "divmod": return divmod(a, b)
    if o == "pow3": return pow(a, b, arg())
    if o == "round": return round(a, b) if not big(b) else None
    if o == "index": return a[b]
    if o == "format": return format(a, b) if not isinstance(b, str) or len(b) < 12 else None
    if o == "hash": return None if a is object or isinstance(a, (Idx, Flt)) or a != a else hash(a)
    if o == "repr": return repr(a) + ascii(a)
    if o == "int": return int(a) if rnd(2) else int(a, b)
    if o == "float": return float(a)
    if o == "str": return str(a) if rnd(2) else str(a, b)
    if o == "bool": return bool(a)
    if o == "len": return len(a)
    if o == "iter": return list(a)
    if o == "bytes": return None if big(a) else bytes(a)
    if o == "bytearray": return None if big(a) else bytearray(a)
    if o == "hex": return (hex(a), bin(a), oct(a))
    if o == "abs": return abs(a)
    if o == "neg": return (-a, +a)
    if o == "inv": return ~a
    if o == "pct":
        return (a if isinstance(a, (str, bytes)) else "%"
                + pick(["d", "s", "r", "5.2f", "x", "#o", "e", "g", "c", "-8d", "+05d", "a", ".3s", "%"])) % (b,)
    if o == "fmt":
        return format(a, pick(["", ">8", "<8", "^9", "*^9", "+", "08", "d", "x", "#X", "b", ",", "_", ".3", ".2f", "e",
                               "g", "%", "n", "s", "c", "10.3e", "+,.1f", "=10", "z.0f", ".0f", "#g", "_b", "é>5"]))
    if o == "isinst": return (a is b, type(a).__name__)
    if o == "ord": return ord(a)
    if o == "complex": return complex(a) if rnd(2) else complex(a, b)
def show(r):
    s = repr(r)
    if len(s) > 300: s = s[:150] + "..." + s[-100:] + str(len(s))
    return s.encode("ascii", "backslashreplace").decode()
def run():
    for i in range(N):
        v = pick(pools[kind])
        if type(v) is bytearray: v = bytearray(v)
        if rnd(3):
            n = pick(names[kind])
            args = [arg() for _ in range(pick([0, 1, 1, 1, 2, 2, 3]))]
            if n in ("center", "ljust", "rjust", "zfill", "__mul__", "__rmul__", "expandtabs", "to_bytes", "__pow__",
                     "__rpow__", "__lshift__", "__rlshift__", "__imul__", "__round__") and (big(*args) or big(v)):
                continue
            what = f"{v!r}.{n}({', '.join(map(repr, args))})"
            if " at 0x" in what: continue
            try:
                m = getattr(v, n)
                if not callable(m): r = m
                else: r = m(*args)
            except Exception as e:
                r = (type(e).__name__, str(e))
        else:
            o = pick(ops); a, b = v, arg()
            if rnd(4) == 0: a, b = b, a
            what = f"{a!r} {o} {b!r}"
            try: r = op(o, a, b)
            except Exception as e: r = (type(e).__name__, str(e))
        s = show(r)
        if " at 0x" in s: continue
        print(i, show(what), "->", s)
for kind in [kind] if kind else list(pools):
    run()
