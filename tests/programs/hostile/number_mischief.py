"""Numbers at their edges, and number types that convert to nonsense."""
import math
def attempt(label, call):
    try: print(label, str(call())[:90])
    except BaseException as error: print(label, type(error).__name__, str(error)[:100])
class IntSub(int):
    def __int__(self): return 7
    def __index__(self): return 9
    def __repr__(self): return "IntSub"
    def __add__(self, o): return "added"
class FloatSub(float):
    def __float__(self): return 2.5
class Idx:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class Trunc:
    def __trunc__(self): return Idx(3)
class Flt:
    def __float__(self): return FloatSub(1.5)
import warnings; warnings.simplefilter("ignore")
for text in ("int(IntSub(3))", "IntSub(3) + 1", "1 + IntSub(3)", "[1, 2, 3, 4][IntSub(1)]", "range(IntSub(3))",
             "bytes(IntSub(3))", "hash(IntSub(3)) == hash(3)", "float(IntSub(3))", "int(Idx(True))",
             "int(Idx(IntSub(3)))", "int(Idx('a'))", "int(Trunc())", "float(Idx(2 ** 2000))", "float(Flt())",
             "float(FloatSub(1))", "math.floor(FloatSub(1.5))", "complex(Flt())", "complex('1+')", "complex('nanj')",
             "complex(1, 'a')", "complex('1', 1)", "int('')", "int('_1')", "int('1_')", "int('0b2', 0)",
             "int('010', 0)", "int('z', 37)", "int('z', 36)", "int(1.5, 2)", "int('1', Idx(2))", "int('1', Idx(99))",
             "int(b'12\\0')", "int('\\u0663')", "int(float('nan'))", "int(float('-inf'))", "float('1_0')",
             "float('0x1')", "float('infinityx')", "float(b'1e5')", "float('1e400')", "float('-nan')",
             "float.fromhex('0x1p2000')", "float.fromhex('zz')", "float.fromhex('0x.8p-1074')",
             "(1.5).as_integer_ratio()", "float('inf').as_integer_ratio()", "float('nan').as_integer_ratio()", "5 // 0",
             "5.0 % 0", "0 ** -1", "0.0 ** -1", "(-8) ** (1 / 3)", "0j ** -1", "0j ** 0", "(-1.0) ** float('inf')",
             "10.0 ** 400", "2 ** -3", "pow(2, 5, 0)", "pow(2, -1, 6)", "pow(3, -1, 7)", "pow(2, 3, -5)",
             "pow(2.0, 3, 5)", "pow('a', 2)", "-7 // 2, -7 % 2, 7 // -2, 7 % -2", "-7.5 // 2, -7.5 % 2, 7.5 % -2.0",
             "divmod(-0.0, 5)", "divmod(1e300, 1e-300)", "1e308 * 10 - 1e308 * 10", "math.fmod(5, 0)", "math.sqrt(-1)",
             "math.log(0)", "math.log(10 ** 400)", "math.log(-10 ** 400)", "math.exp(1000)", "math.factorial(-1)",
             "math.factorial(1.5)", "math.gcd(Idx(12), 18)", "math.gcd(1.5)", "math.isqrt(-1)", "math.comb(5, -1)",
             "math.perm(5, 9)", "math.ldexp(1, 2 ** 70)", "math.ldexp(1, -2 ** 70)", "math.frexp(float('inf'))",
             "math.hypot(*[1e300] * 3)", "math.dist([1], [1, 2])", "math.prod(['a', 2])", "math.fsum([1e308, 1e308])",
             "math.nextafter(0, 1)", "math.ulp(float('nan'))", "math.trunc('a')", "math.ceil(Idx(3))",
             "math.floor(float('inf'))", "round(float('nan'))", "round(2.5), round(3.5), round(-2.5)",
             "round(1e300, 400)", "round(5, None)", "round(15, -1), round(25, -1)", "round(1.5, 'a')", "round('a')",
             "abs(-2 ** 63)", "-(-2 ** 63)", "~True", "True + True", "True << 70 >> 69",
             "1 << -1", "1 >> -1", "-1 >> 1000", "5 & 1.0", "2 ** 64 ^ -1", "(2 ** 100).bit_length()",
             "(-5).to_bytes(1, 'big')", "(300).to_bytes(1, 'big')", "(5).to_bytes(-1, 'big')",
             "(5).to_bytes(1, 'middle')", "int.from_bytes('a', 'big')", "int.from_bytes([1, 300], 'big')",
             "int.from_bytes(5, 'big')", "int.__new__(bool)", "bool.__new__(int)", "int.__add__(1, 'a')",
             "int.__add__('a', 1)", "(1).__lt__(1.5)", "(1).__round__('a')", "(1).__format__(5)", "(1).__pow__(2, 'a')",
             "float.__getformat__('x')", "(0.1).hex()", "(1).real.imag",
             "format(1, '+#_x'), format(-1, '=+10'), format(5, '010_b')",
             "format(10 ** 30, 'e'), format(10 ** 400, 'g')", "format(1.5, 'n'), format(1e16, ''), format(1.0, '')",
             "format(True, 'd'), format(True, '')", "format(1, ',x')", "format(1, '_,d')", "format(1.0, 'd')",
             "format(1, '.3d')", "format(1, 'c'), format(0x110000, 'c')", "format(1, '<<<')", "format(1j, '=10')",
             "format(1 + 2j, '.1f')", "f'{1:{2}{3}}'", "'%.3d|%+x|%#o|% d' % (5, 255, 8, 3)",
             "'%.400f' % 1.0 == '1.' + '0' * 400", "'%g %e %G' % (1e-5, 0, 1e20)", "'%i' % 1.9, '%d' % True",
             "'%u' % -1", "'%x' % 'a'", "'%c%c' % (97, 'b')",
             "str(1e22), str(1e21), repr(1e16), 1e15, 123456789012345680.0",
             "5e-324, 2.2250738585072014e-308, 0.1 + 0.2", "1_000, 0xFF_FF, 1e1_0",
             "sum([0.1] * 10), sum([1e100, 1.0, -1e100])", "sum([True, 2.5, 1j])",
             "max(2 ** 60, 2.0 ** 60), 2 ** 53 + 1 == float(2 ** 53 + 1)",
             "hash(float('inf')), hash(-1), hash(-1.0), hash(2 ** 61 - 1), hash(1 + 0j), hash(0.5)",
             "int('1' * 4300) > 0", "int('1' * 4301)", "len(str(10 ** 4299))", "str(10 ** 4300)",
             "int('f' * 5000, 16) > 0", "'%d' % 10 ** 5000 if 0 else 1"):
    attempt(text, lambda: eval(text))
