# Raising, chaining, the fields and texts of exceptions, groups, except*.
import sys
def t(f):
    try: print(f())
    except BaseException as e:
        print(type(e).__name__, e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
def r1():
    try: 1/0
    except ZeroDivisionError: raise KeyError('k')
def r2():
    try: 1/0
    except ZeroDivisionError as z: raise KeyError('k') from z
def r3():
    try: 1/0
    except ZeroDivisionError: raise KeyError('k') from None
def r4():
    try: raise ValueError
    finally: raise TypeError('t')
def r5(): raise 5
def r6(): raise ValueError from 5
def r7(): raise type('NotExc', (), {})
class Weird(Exception):
    def __new__(cls, *a): return 5
def r8(): raise Weird
class NeedArgs(Exception):
    def __init__(self, a, b): super().__init__(a, b); self.a = a
def r9(): raise NeedArgs
def r10(): raise NeedArgs(1, 2)
def r11(): raise
def r12():
    try: raise ValueError('a')
    except ValueError as e:
        try: raise e
        except ValueError as e2: raise e2
def r13():
    e = ValueError('x')
    try: raise e
    except ValueError: raise e from e
for f in (r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13): t(f)
class StrFail(Exception):
    def __str__(self): raise RuntimeError('no str')
    def __repr__(self): return 'SF'
t(lambda: str(StrFail()))
print(repr(StrFail()), [StrFail()])
try: raise StrFail()
except StrFail as e: print(sys.exc_info()[0], e.__traceback__.tb_lineno)
e = Exception(1, 2); e.x = 5; print(e.__dict__, e.args); e.args = [3]; print(e, repr(e)); 
class Sub(KeyError): pass
print(repr(Sub('a')), str(Sub('a')), Sub.__mro__)
class MultiE(ValueError, KeyError): pass
print(MultiE('q'), repr(MultiE('q')), MultiE.__base__)
t(lambda: type('X', (OSError, KeyError), {}))
t(lambda: type('X', (OSError, ImportError), {}))
class OSub(OSError):
    def __init__(self, a): self.z = a
o = OSub(5); print(o.z, o.args, o.errno, str(o))
class OSub2(OSError): pass
print(repr(OSub2(2, 'x')), type(OSub2(2, 'x')).__name__, OSub2(2, 'x').errno)
print(OSError(2, 'a', 'b').args, OSError(1, 2, 3, 4, 5).args, OSError(1, 2, 3, 4, 5, 6).args, OSError().args,
      OSError('a').errno)
b = BlockingIOError(11, 'x', 5)
print(b.characters_written, b.args)
b.characters_written = 7
print(b.characters_written)
del b.characters_written
t(lambda: b.characters_written)
s = SyntaxError('m')
print(s, s.msg, s.lineno, s.text)
s.lineno = 5
print(s)
s.filename = 'a/b.py'
print(s)
print(SyntaxError(), SyntaxError().msg)
t(lambda: SyntaxError('m', (1, 2))); t(lambda: SyntaxError('m', 5)); t(lambda: SyntaxError('m', ('f', 1, 2, 't', 5)))
u = UnicodeDecodeError('utf8', bytearray(b'ab\xff'), 2, 3, 'r')
print(u, u.object, u.start, u.end, u.reason, u.encoding)
u.end = 1
print(u)
u.start = 99
print(u)
u = UnicodeEncodeError('x', 'a\U0001F600b', 1, 2, 'r'); print(u); u.end = 3; print(u)
u = UnicodeTranslateError('aé', 1, 2, 'r'); print(u)
t(lambda: UnicodeEncodeError('x', b'a', 1, 2, 'r')); t(lambda: UnicodeDecodeError('x', 'a', 1, 2, 'r'))
st = StopIteration(1, 2); print(st.value, st.args); st.value = 9; print(st.value)
se = SystemExit('bye'); print(se.code, se); se = SystemExit(); print(se.code)
ie = ImportError('a', 'b', name='n')
print(ie.msg, ie, ie.name, ie.path, ie.__reduce__())
ie = ImportError('a', path='p')
print(ie.msg, repr(ie), ie.__reduce__())
ae = AttributeError('x', name='n', obj=3); print(ae.name, ae.obj, ae.__reduce__(), repr(ae))
try: [].foo
except AttributeError as e: print(e.name, e.obj)
try: undefined_name
except NameError as e: print(e.name, e)
def ub():
    print(zz); zz = 1
try: ub()
except UnboundLocalError as e: print(e, e.name)
print(ValueError.__doc__ is not None, ValueError.__init__ is BaseException.__init__)
print(MemoryError(), repr(MemoryError('x')), MemoryError().args)
t(lambda: BaseException.__setstate__(ValueError(), 5))
t(lambda: ValueError().with_traceback(5))
v = ValueError()
print(v.with_traceback(None) is v)
t(lambda: ValueError.with_traceback())
t(lambda: BaseException.__new__(int))
t(lambda: BaseException.__new__())
t(lambda: Exception.__str__(5))
print(issubclass(ExceptionGroup, Exception), ExceptionGroup.__mro__, ExceptionGroup.__module__,
      ExceptionGroup.__qualname__)
g = ExceptionGroup('g', (ValueError(1),))
g.add_note('n')
print(g.derive([KeyError()]), g.split(ValueError)[0].__notes__, g.exceptions, g.args)
t(lambda: g.derive(5))
t(lambda: setattr(g, 'message', 1))
t(lambda: ExceptionGroup[int])
class EG(ExceptionGroup):
    def __new__(cls, msg, excs, extra): o = super().__new__(cls, msg, excs); o.extra = extra; return o
    def __init__(self, *a): pass
    def derive(self, excs): return EG(self.message, excs, self.extra)
x = EG('m', [ValueError(), KeyError()], 7); print(x.split(KeyError)[0].extra, x)
t(lambda: EG('m', [KeyboardInterrupt()], 1))
class BadD(ExceptionGroup):
    def derive(self, e): return 5
t(lambda: BadD('a', [ValueError(), KeyError()]).split(KeyError))
deep = ValueError()
for i in range(2000): deep = ExceptionGroup('d', [deep])
t(lambda: deep.split(KeyError) and 0); t(lambda: len(repr(ExceptionGroup('x', [ValueError('y')] * 3))))
for i in range(3):
    try:
        try: raise ExceptionGroup('a', [ValueError(i), TypeError(i), OSError(i)])
        except* (ValueError, OSError) as e:
            if i == 1: raise
            if i == 2: raise KeyError('new') from e
        except* TypeError as e: print('T', e)
    except BaseException as e: print(repr(e), repr(e.__cause__), repr(e.__context__))
t(lambda: exec('try: raise ValueError\nexcept* 5: pass'))
t(lambda: exec('try: raise ValueError\nexcept* ExceptionGroup: pass'))
t(lambda: exec('try: raise ValueError\nexcept 5: pass'))
raise ExceptionGroup('final', [ValueError('a'), ExceptionGroup('inner', [KeyError('b'), OSError(2, 'c')])])
