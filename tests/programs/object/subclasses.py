# Subclasses of built-in types, deprecated conversions, what repr and str of subclasses do.
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class I2(int): pass
class X:
    def __index__(s): return I2(5)
    def __int__(s): return I2(6)
    def __float__(s): 
        class F2(float): pass
        return F2(1.5)
    def __trunc__(s): return 3
t(lambda: int(X())); t(lambda: float(X())); t(lambda: [0]*10 and range(10)[X()]); t(lambda: hex(X()))
class T:
    def __trunc__(s): return 3
t(lambda: int(T()))
t(lambda: bool(NotImplemented)); t(lambda: not NotImplemented)
class LH:
    def __iter__(s): return iter([1, 2])
    def __length_hint__(s): return self.v
t(lambda: list(LH()))
class Fmt:
    def __format__(s, spec): return 5
t(lambda: f'{Fmt()}'); t(lambda: format(Fmt(), 'a'))
class Str(str):
    def __str__(s): return 'custom'
print(Str('a'), f'{Str("a")}', str(Str('a')), repr(Str('a')), format(Str('b')), '%s' % Str('c'), Str('x') + 'y',
      type(Str('x') + 'y').__name__, 'z'.join([Str('a'), 'b']))
class Fl(float): 
    def __repr__(s): return 'FL'
print(Fl(1.5), [Fl(2.5)], str(Fl(1)), Fl(1) + 1, f'{Fl(2.5)}')
class Lst(list):
    def __repr__(s): return 'LST' + super().__repr__()
l = Lst([1]); l.append(l); print(l)
class Dd(dict):
    def __missing__(s, k): return k * 2
d = Dd(a=1); print(d['a'], d['b'], d, 'b' in d); t(lambda: dict.__getitem__({}, 'q'))
class Tp(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    def __getitem__(s, i): return 'item'
tp = Tp(1, 2); a, b = tp; print(tp[0], a, b, len(tp), tp == (1, 2), hash(tp) == hash((1, 2)))
class By(bytes): pass
print(By(b'x'), type(By(b'x')[:1]).__name__)
class St(set): pass
print(St([1]), St([1]) | {2}, type(St([1]) | {2}).__name__, repr(frozenset([1])))
class B3(type(lambda: 0).__class__): pass
t(lambda: type('FF', (type(lambda: 0),), {}))
t(lambda: type('FF', (type(None),), {}))
t(lambda: type('FF', (range,), {}))
t(lambda: type('FF', (slice,), {}))
t(lambda: type('FF', (type(iter([])),), {}))
# operator dispatch on builtin subclasses
class MyInt(int):
    def __radd__(s, o): return 'radd'
    def __add__(s, o): return 'add'
    def __rsub__(s, o): return 'rsub'
    def __lt__(s, o): return 'lt'
    def __eq__(s, o): return 'eq'
    __hash__ = int.__hash__
print(1 + MyInt(2), MyInt(2) + 1, 1 - MyInt(2), MyInt(2) - 1, 1 > MyInt(2), MyInt(1) == 1, 1 == MyInt(1),
      5.0 + MyInt(1), {MyInt(1): 2}[1])
class MyList(list):
    def __radd__(s, o): return 'radd'
    def __iadd__(s, o): return 'iadd'
    def __mul__(s, o): return 'mul'
print([1] + MyList(), MyList() * 2, 2 * MyList([1])); x = MyList(); x += 1; print(x)
class Seq:
    def __len__(s): return 3
    def __getitem__(s, i): return i
s = Seq(); print(s[-1], s[1:2], s['a'], list(reversed(s))); 
class RepRec:
    def __init__(s): s.l = [s]
    def __repr__(s): return f'R({s.l})'
def rec(n): return rec(n + 1)
class RA:
    def __getattr__(s, n): return s.other
class RE:
    def __eq__(s, o): return s == o
class RC:
    def __call__(s): return s()
class RS:
    def __str__(s): return str(s)
class RI:
    def __init__(s): RI()
class RH:
    def __hash__(s): return hash(s)
