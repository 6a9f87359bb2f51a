"""Sizes no machine has: each ends in MemoryError or OverflowError, and the program goes on."""
import itertools
BIG = 2 ** 62
class Long:
    def __len__(self): return 2 ** 70
class Negative:
    def __len__(self): return -1
class Hint:
    def __iter__(self): return iter([1, 2])
    def __length_hint__(self): return 2 ** 62
CASES = ["[0] * BIG", "(0,) * BIG", "'ab' * BIG", "b'ab' * BIG", "bytearray(b'ab') * BIG", "bytes(BIG)",
         "bytearray(BIG)", "bytes(2 ** 64)", "'a'.center(BIG)", "'a'.ljust(2 ** 70)",
         "'a'.zfill(BIG)", "b'a'.zfill(BIG)", "'a\t'.expandtabs(BIG)", "'%*d' % (2 ** 40, 1)",
         "'%.*f' % (2 ** 40, 1.0)", "format(1, str(BIG) + 'd')", "f'{1:>99999999999999999999}'",
         "len(range(2 ** 63))", "range(2 ** 63)[2 ** 62]", "len(Long())", "len(Negative())", "list(Hint())",
         "[1][2 ** 70]", "'abc'[2 ** 70:]", "1 << 2 ** 70", "1 << BIG", "1 >> 2 ** 70",
         "2.0 ** 100000", "int('9' * 5000)", "str(10 ** 5000)", "chr(2 ** 31)", "bytes([256])",
         "'x'.replace('x', 'y' * 3, BIG)", "itertools.repeat(1, 2 ** 70)", "list(itertools.repeat(1, BIG))",
         "[*itertools.repeat(1, BIG)]", "tuple(range(BIG))", "[].__mul__(BIG)", "'' * BIG == ''", "[1, 2] * -BIG",
         "slice(None).indices(2 ** 100)", "range(2 ** 100).index(2 ** 99)",
         "int.from_bytes(b'\\xff' * 20, 'big') > 2 ** 100", "(1).to_bytes(BIG, 'big')", "round(1.5, 2 ** 70)",
         "float(10 ** 400)", "10 ** 400 / 3", "memoryview(b'ab')[BIG]",
         "''.join(['ab' * 10] * 3)", "sum([[1]] * 3, [])", "pow(2, -1, 4)", "divmod(2 ** 100, -3)",
         "set().__sizeof__() > 0"]
for case in CASES:
    try:
        result = eval(case)
        print(case, "->", result if len(str(result)) < 60 else len(str(result)))
    except (MemoryError, OverflowError, ValueError, TypeError, IndexError) as error:
        print(case, "->", type(error).__name__, str(error)[:100])
