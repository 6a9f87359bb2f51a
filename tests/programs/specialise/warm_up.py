# Quickening: eight runs of RESUME or of a plain jump back; a conditional jump back does not count. Pairs.
from shown import forms, watch

def empty(): pass
def loop(n):
    for i in range(n):
        pass
def until(n):
    while n:
        n -= 1
def gen(n):
    for i in range(n):
        yield i
def outer(a):
    def inner(b):
        return a + b
    return inner
def pairs(a, b):
    c = d = a
    e, f = b, 1
    a, b = b, a
    x = 1; y = 2
    return c, d, e, 5, f, [x, y, 7]
def many():
    return [x * x for x in range(9)]

for name, call in (("empty", empty), ("loop", lambda: loop(1)), ("until", lambda: until(20))):
    f = globals()[name]
    for n in range(1, 10):
        call()
        print(name, n, forms(f))
def once(n):
    for i in range(n): pass
for n in (6, 1, 1, 1):
    once(n); print(n, forms(once))
def quick(n):
    for i in range(n): pass
quick(7); print(forms(quick))
quick(2); print(forms(quick))
list(gen(3)); print(forms(gen))
list(gen(20)); print(forms(gen))
for n in range(10): outer(1)(2)
print(forms(outer), [forms(c) for c in outer.__code__.co_consts if hasattr(c, "co_code")])
for n in range(9): pairs(1, 2)
print(forms(pairs))
for n in range(9): many()
print(forms(many), forms(many.__code__.co_consts[1]))
def thrown():
    for i in range(3):
        try:
            yield i
        except ValueError:
            pass
for n in range(9):
    g = thrown(); next(g); g.throw(ValueError); list(g)
print(forms(thrown))
async def co(n):
    for i in range(n): pass
    return n
for n in range(9):
    try: co(n).send(None)
    except StopIteration: pass
print(forms(co))
