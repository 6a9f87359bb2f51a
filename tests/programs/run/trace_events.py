# What a trace function hears: calls, lines, returns, exceptions, and single instructions.
import sys
import re
def plain(x): return re.sub(r'(<.*) at 0x\w+', r'\1', str(x))
def tr(f, ev, arg):
    if ev == 'exception': arg = (arg[0].__name__, str(arg[1]), arg[2] is not None and arg[2].tb_lineno)
    print('T', f.f_code.co_name, f.f_lineno, ev, plain(arg),
          sorted(f.f_locals) if f.f_code.co_name != '<module>' else '')
    return tr
def ops(f, ev, arg):
    f.f_trace_opcodes = True
    if ev == 'opcode': print('O', f.f_code.co_name, f.f_lasti, f.f_lineno)
    else: print('T', f.f_code.co_name, f.f_lineno, ev)
    return ops
def run(t, fn, *a):
    sys.settrace(t)
    try:
        r = fn(*a)
    except BaseException as e:
        r = repr(e)
    sys.settrace(None)
    print(fn.__name__, '->', plain(r))
def simple(a, b):
    c = a + b
    return c
def loop(n):
    s = 0
    for i in range(n): s += i
    while n: n -= 1
    return s
def gen(n):
    for i in range(n):
        x = yield i
    return 'done'
def usegen():
    r = []
    for v in gen(2):
        r.append(v)
    return r
def delegate():
    r = yield from gen(2)
    yield r
def usedel(): return list(delegate())
def boom(): 
    x = 1
    raise ValueError('x')
def catch():
    try:
        boom()
    except ValueError as e:
        y = 2
    finally:
        z = 3
    return y
def nocatch():
    try:
        boom()
    finally:
        z = 1
class CM:
    def __enter__(self): return self
    def __exit__(self, *a):
        return True
def withs():
    with CM() as c:
        1/0
    return 1
def cls():
    class A:
        x = 1
        def f(self):
            return self.x
    return A().f()
def comp():
    k = 2
    l = [i * k for i in range(3)]
    s = {i for i in l}
    d = {i: k for i in l}
    return sum(i for i in l), s, d
def closure():
    a = 1
    def inner(b):
        nonlocal a
        a += b
        return a
    return inner(2) + inner(3)
def lamb(): return (lambda x:
    x + 1)(2)
def throwing():
    g = gen(3)
    next(g)
    try:
        g.throw(KeyError('k'))
    except KeyError:
        pass
    g = gen(3)
    next(g); g.close()
    g = gen(1)
    try:
        next(g); g.send(5)
    except StopIteration as e:
        return e.value
def reraise():
    try:
        try:
            boom()
        except ValueError:
            raise
    except ValueError as e:
        raise KeyError('q') from e
async def coro():
    return 5
async def main():
    x = await coro()
    async for i in ag(): x += i
    return x
async def ag():
    yield 1
    yield 2
def aio():
    c = main()
    try: c.send(None)
    except StopIteration as e: return e.value
def match(x):
    match x:
        case [a, b]:
            return a
        case {'k': v}:
            return v
        case _:
            return None
for t in tr, ops:
    for fn, *a in [(simple,1,2),(loop,3),(usegen,),(usedel,),(catch,),(nocatch,),(withs,),(cls,),(comp,),(closure,),
                   (lamb,),(throwing,),(reraise,),(aio,),(match,[1,2]),(match,{'k':3}),(match,0)]:
        run(t, fn, *a)
