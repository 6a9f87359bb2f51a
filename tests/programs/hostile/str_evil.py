"""Strings made from objects that misbehave: joins, formats, translations, subclasses."""
import string
class Text(str):
    def __str__(self): return 5
    def __repr__(self): return "Text!"
    def __len__(self): return 99
    def __getitem__(self, i): return "?"
    def __hash__(self): return 1
    def __eq__(self, other): raise ArithmeticError("eq")
class Fmt:
    def __init__(self, value): self.value = value
    def __format__(self, spec):
        if isinstance(self.value, Exception): raise self.value
        return self.value
class Map(dict):
    def __missing__(self, key):
        self.clear()
        return f"<{key}>"
class Name:
    def __getitem__(self, key): return f"[{key!r}]"
    def __getattr__(self, name): raise KeyError(name)
def shrinking(items):
    for item in list(items):
        items.clear()
        yield item
words = ["a", "b", "c"]
CASES = ["str(Text('x'))", "f'{Text(1)!s:>3}'", "''.join([Text('ab'), 'c'])",
         "len(Text('ab')), Text('ab')[0], Text('ab').upper()", "'abc' in {Text('abc'): 1}",
         "'-'.join(shrinking(words))", "'-'.join(['a', 5])", "'-'.join(5)", "''.join([b'a'])",
         "f'{Fmt(5)}'", "f'{Fmt(ValueError(1)):x}'", "format(Fmt('ok'), 5)", "'{}'.format(Fmt(None))",
         "'{0.a}'.format(Name())", "'{0[a b]} {0[1]}'.format(Name())", "'{} {0}'.format(1, 2)",
         "'{x}'.format_map(Map())", "'%(a)s %(b)s' % Map(a=1)", "'{a} {b}'.format_map(Map(a=1))",
         "'%s %s' % (1,)", "'%d' % 'x'", "'%c' % 'xy'", "'%c' % -1", "'%(a)s' % 5", "'%*d' % ('a', 1)", "'%' % ()",
         "'%z' % 1", "'%s' % ((1, 2),)", "'%s' % (1, 2)", "'%x' % 1.5", "'{:d}'.format(1.5)", "'{:s}'.format(5)",
         "'{!z}'.format(5)", "'{'.format()", "'}'.format()", "'{0.}'.format(1)", "'{:{}{}}'.format(1, 2)",
         "'{:{:{}}}'.format(1, 2, 3)", "'{0[}'.format(1)", "'abc'.translate({97: 'x' * 5, 98: None, 99: 0x1f600})",
         "'abc'.translate({97: 2 ** 40})", "'abc'.translate({97: 1.5})", "'abc'.translate(Name())",
         "str.maketrans('ab', 'c')", "str.maketrans({'ab': 1})", "'a'.replace('', 5)", "'aXbX'.replace('X', '', -5)",
         "'abc'.split('')", "'abc'.partition('')", "'abc'.count('', 5)", "'abc'.index('z')", "'abc'.encode('nope')",
         "'\\ud800'.encode()", "'\\ud800'.encode('utf-8', 'surrogatepass')", "b'\\xff'.decode()",
         "b'ab'.decode('utf-16')", "'é'.encode('ascii', 'xmlcharrefreplace')", "'abc'.startswith(5)",
         "'abc'.startswith(('a', 5))", "'abc'.startswith(('x', 5))",
         "'abc'.center(5, 'xy')", "chr(-1)", "ord('ab')", "ord(b'')", "str(b'a', 'ascii', 'x')", "str(5, 'ascii')",
         "'a' 'b' * 2 ** 3", "'a' + 5", "'a' * 'b'", "'a' < 5", "'abc'['a']", "'abc'[::0]",
         "'\\N{DIGIT ONE}' + eval(\"'\\\\N{nope}'\")", "string.Template('$a $b').substitute(a=1)",
         "int('0x1f', 0), int(' 1_0 '), int('1__0')"]
for case in CASES:
    try:
        print(case, "->", repr(eval(case)))
    except Exception as error:
        print(case, "->", type(error).__name__, error)
