# Data descriptor, instance, other class attribute: the order of attribute lookup.
class Data:
    def __get__(self, o, t): return f'data {o is not None} {t.__name__}'
    def __set__(self, o, v): print('set', v)
    def __delete__(self, o): print('delete')
class NonData:
    def __get__(self, o, t): return 'nondata'
    def __set_name__(self, owner, name): print('name', owner.__name__, name)
class C:
    d = Data(); n = NonData(); plain = 'class'
    def __getattr__(self, name): return f'hook {name}'
c = C()
c.__dict__.update(d='inst', n='inst', plain='inst')
print(c.d, c.n, c.plain, c.nope, C.d, C.n)
c.d = 5; del c.d
class P:
    @property
    def x(self): "doc x"; return 1
    y = property(lambda s: 2, doc='ydoc')
    w = property(None, lambda s, v: None)
p = P()
print(P.x.__doc__, P.y.__doc__, P.x.fget.__name__)
for code in ('p.x = 1', 'del p.x', 'p.w', 'p.zz', 'del p.zz', 'P.zz', 'p.y = 2'):
    try: exec(code)
    except AttributeError as e: print(e, '|', e.name)
class G:
    def __getattribute__(self, name):
        if name == 'a': raise AttributeError('mine')
        return super().__getattribute__(name)
try: G().a
except AttributeError as e: print(e, e.name)
print(hasattr(G(), 'a'), getattr(G(), 'a', 'dflt'))
