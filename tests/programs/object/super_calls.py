# super in all its forms.
class A:
    def f(self): return 'A.f'
    @classmethod
    def c(cls): return f'A.c {cls.__name__}'
    @property
    def p(self): return 'A.p'
class B(A):
    def f(self): return 'B ' + super().f()
    @classmethod
    def c(cls): return 'B ' + super().c()
    @property
    def p(self): return 'B ' + super().p
    def g(self): return super(B, self).f(), super(B, type(self)).f
    s = None
B.s = super(B)
b = B()
print(b.f(), B.c(), b.p, b.g()[0], b.s.f())
print(super(B, b), super(B), super(B, b).__thisclass__, super(B, b).__self_class__, super(B, b).__class__)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: super(B, 1))
t(lambda: super(B, b).nope)
def no_args(): return super()
t(no_args)
def deleted(self): del self; return super()
t(lambda: deleted(1))
class D:
    def f(self): return [super().__repr__ for _ in '1']
t(lambda: D().f())
