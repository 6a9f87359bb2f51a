# Groups: making, splitting, except*.
g = ExceptionGroup('g', [ValueError(1), TypeError(2), ExceptionGroup('h', [ValueError(3), KeyError(4)])])
print(repr(g), g, g.message, g.exceptions[0].args)
print(g.split(ValueError)); print(g.subgroup(lambda e: isinstance(e, KeyError))); print(g.split((OSError,)))
print(type(BaseExceptionGroup('b', [ValueError()])), type(BaseExceptionGroup('b', [KeyboardInterrupt()])))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: ExceptionGroup('a', []))
t(lambda: ExceptionGroup('a', 1))
t(lambda: ExceptionGroup('a', [1]))
t(lambda: ExceptionGroup('a', [KeyboardInterrupt()]))
t(lambda: ExceptionGroup(1, [ValueError()]))
t(lambda: ExceptionGroup('a'))
t(lambda: g.split(1))
class MyEG(ExceptionGroup):
    def derive(self, excs): return MyEG('derived', excs)
m = MyEG('m', [ValueError(1), KeyError(2)])
print(m.split(ValueError))
def f():
    try: raise g
    except* ValueError as e: print('V', e.exceptions)
    except* KeyError as e: print('K', e.exceptions)
try: f()
except ExceptionGroup as e: print('left', repr(e))
try:
    try: raise ValueError('naked')
    except* ValueError as e: print(repr(e)); raise KeyError('new')
except ExceptionGroup as e: print(repr(e))
