# Calls of Python functions, bound methods and classes.
from functools import partial
from shown import watch, forms

def fresh():
    space = {}
    exec("def call(f): f(1, 2)", space)
    return space["call"]
def two(a, b): pass
def three(a, b, c=3): pass
def star(*a): pass
def kwonly(a, b, *, c=1): pass
def kw(a, b, **k): pass
def gen(a, b): yield
async def co(a, b): pass
class A:
    def m(self, a, b): pass
    def __call__(self, a, b): pass
    @staticmethod
    def s(a, b): pass
    @classmethod
    def c(cls, a, b): pass
class I:
    def __init__(self, a, b): pass
class N:
    def __new__(cls, a, b): return 1
class T(tuple):
    def __new__(cls, a, b): return 1
class J(int):
    def __new__(cls, a, b): return 1
for name, f in dict(two=two, three=three, star=star, kwonly=kwonly, kw=kw, gen=gen, m=A().m, call=A(), s=A.s, c=A.c, I=I, N=N, T=T, J=J,
                    lam=lambda a, b: 0, partial=partial(two), max=max, pow=pow, divmod=divmod).items():
    call = fresh()
    print(name)
    watch(call, "CALL", [(f,)] * 12)
    watch(call, "CALL", [(f,)] * 60)
    watch(call, "CALL", [(two,)] * 130)
    watch(call, "CALL", [(lambda a, b: 0,)] * 60)
    watch(call, "CALL", [(three,)] * 130)
call = fresh()
watch(call, "CALL", [(two,)] * 12)
two.__defaults__ = (1,)
watch(call, "CALL", [(two,)] * 60)
two.__code__ = three.__code__
watch(call, "CALL", [(two,)] * 130)
def keyed(f): f(a=1, b=2)
watch(keyed, "CALL", [(two,)] * 70)
watch(keyed, "CALL", [(dict,)] * 70)
watch(keyed, "CALL", [(print if 0 else dict,)] * 70)
def unpacked(f): f(*(1, 2))
watch(unpacked, "CALL", [(two,)] * 20)
a = A()
def meth(o): o.m(1, 2)
watch(meth, "CALL", [(a,)] * 20)
watch(meth, "CALL", [(A,)] * 20)
def wrong(f): f(1)
watch(wrong, "CALL", [(two,)] * 3)
def one(a): pass
def rec(n): return n and rec(n - 1)
rec(30)
print(forms(rec))
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
fib(10)
print(forms(fib))
