# What a profile function hears: calls and returns of Python functions, and of built-in ones.
import sys
import re
def plain(x): return re.sub(r' at 0x\w+', '', repr(x))
log = []
def prof(frame, event, arg):
    log.append((event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, plain(arg),
                sorted(frame.f_locals) if event == 'c_call' and frame.f_code.co_name != '<module>' else ''))
def run(function, *args):
    sys.setprofile(prof)
    try:
        function(*args)
    except Exception as e:
        log.append(('raised', repr(e)))
    finally:
        sys.setprofile(None)
    print(function.__name__)
    for line in log: print('  ', *line)
    log.clear()
def natives():
    x = [3, 1, 2]
    x.append(4)
    list.append(x, 5)
    x.sort(key=lambda v: -v)
    len(x); max(*x); str.join('', ['a'])
    ''.join(map(str, x))
    int('3'); dict(a=1); sorted(x, key=abs)
    print(*x, sep='', end='\n')
    'a'.replace(*('a', 'b'))
    str.replace(*('a', 'b', 'c'))
    isinstance(x, list) and getattr(x, 'pop')()
    (1).__add__(2); [].__len__()
    type(x).__name__.upper()
def fails():
    try:
        len(3)
    except TypeError:
        pass
    try:
        [].pop()
    except IndexError:
        pass
    int('x')
def inner(): yield 1; yield 2
def generators():
    for x in inner(): pass
    g = inner(); next(g); g.close()
    g = inner(); next(g)
    try: g.throw(KeyError)
    except KeyError: pass
    return sum(x for x in inner())
class A:
    def __init__(self): self.a = 1
    def __eq__(self, other): return True
    def __getattr__(self, name): return len(name)
    @property
    def p(self): return 1
    @staticmethod
    def s(): return 2
    @classmethod
    def c(cls): return 3
    def __enter__(self): return self
    def __exit__(self, *args): return True
def objects():
    a = A()
    a == 1; a.foo; a.p; a.s(); a.c(); A.c()
    with a: raise ValueError
    hasattr(a, 'x')
    class B(A): pass
    return super(B, B()).__getattr__('k')
def raises(): objects_missing()
for f in natives, fails, generators, objects, raises: run(f)
# A profile function that fails is dropped, and its error is the program's.
for when in 'call', 'return', 'c_call', 'c_return', 'c_exception':
    def bad(frame, event, arg):
        log.append((event, frame.f_code.co_name))
        if event == when: raise ValueError(when)
    def calls():
        len([])
        try: len(0)
        except TypeError: pass
        return 1
    sys.setprofile(bad)
    try:
        calls()
    except ValueError as e:
        log.append((repr(e), repr(e.__context__)))
    log.append(sys.getprofile())
    sys.setprofile(None)
    print(when, log)
    log.clear()
# Both at once: the trace function comes first.
def both(frame, event, arg):
    log.append(('profile', event))
def traces(frame, event, arg):
    log.append(('trace', event))
    return traces
def small(): return len('')
sys.setprofile(both); sys.settrace(traces)
small()
sys.settrace(None); sys.setprofile(None)
print(log)
