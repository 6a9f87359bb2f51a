# Which operand's method is tried, and in which order.
class A:
    def __add__(self, o): print('A.add'); return NotImplemented
    def __radd__(self, o): print('A.radd'); return 'A'
    def __eq__(self, o): print('A.eq'); return NotImplemented
    def __lt__(self, o): print('A.lt'); return NotImplemented
    __hash__ = None
class B(A):
    def __radd__(self, o): print('B.radd'); return NotImplemented
    def __gt__(self, o): print('B.gt'); return 1
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: A() + B())
t(lambda: A() + A())
t(lambda: 1 + A())
t(lambda: A() == B())
t(lambda: A() < B())
t(lambda: A() < A())
t(lambda: hash(A()))
for op in (['+', '-', '*', '/', '//', '%', '@', '<<', '>>', '&', '|', '^', '**', '<', '>=', '+=', '*=', '**=', '@=',
            '|=']):
    try: exec(f'x = object()\nx {op} 1' if op.endswith('=') and op not in ('>=',) else f'object() {op} "a"')
    except TypeError as e: print(e)
for e in ('-""', '+""', '~""', '~1.5', 'abs("")', '"a" * "b"', '"a" + 1', '1 + "a"', '[] + ()', '() + []', '{} | 1',
          'len(1)', '(lambda x: x[0])(1)', '(lambda x: x["a"])("")',
          'print >> 1', 'divmod(1, "")', 'pow(1, "")', 'pow(1, 2, "")', '1 in 1', 'iter(1)', 'next(1)', 'int([])',
          'float([])', 'int("x")', '(lambda x: x["a"])([1])', 'hash([])', '{[]: 1}'):
    t(lambda: eval(e))
