# Assigning f_lineno: jumps from every line of a function to every other one: where they lead, or why they are refused.
import sys
import re
def f1(out):
    a = 1; out.append(1)
    try:
        out.append(2)
        1 / (a - 1)
    except ZeroDivisionError:
        out.append(3)
        out.append(sys.exc_info()[0])
    except TypeError as e:
        out.append(4)
    else:
        out.append(5)
    finally:
        out.append(sys.exc_info()[0])
    out.append(sys.exc_info()[0])
    return a
def f2(out):
    for i in [1, 2]:
        out.append(i)
        for j in [3]:
            out.append((i, j))
            if j == 4: break
        else:
            out.append('else')
    while i > 0:
        i -= 1
        out.append('w')
    with CM(out) as c:
        out.append('in')
        out.append('in2')
    return (out.append('r'),
        [k for k in range(2)],
        f'{i}',
        out.append('s'))
class CM:
    def __init__(s, out): s.out = out
    def __enter__(s): s.out.append('enter')
    def __exit__(s, *a):
        s.out.append(('exit', a[0]))
        return True
def f3(out):
    try:
        try:
            out.append(1)
            raise KeyError
        except KeyError as e:
            out.append(repr(e))
            raise ValueError
        finally:
            out.append(2)
    except ValueError:
        out.append(repr(sys.exc_info()[1]))
    try:
        raise ExceptionGroup('g', [ValueError()])
    except* ValueError as e:
        out.append('vg')
    except* TypeError:
        out.append('tg')
    with CM(out):
        raise OSError
        out.append('no')
    x = (1, 2,
         out.append(3))
    assert x, \
        'a'
    del x
    out.append(sys.exc_info()[0])
def f4(out):
    def g():
        out.append('g1')
        x = yield 1
        out.append(x)
        yield from [5, 6]
        try:
            y = yield 2
            out.append(y)
        finally:
            out.append('fin')
        return 8
    it = g()
    return list(it)
def f5(out):
    match out:
        case []:
            out.append('e')
        case [x, *y]:
            out.append(x)
        case {'a': b, **c}:
            pass
    class A:
        out.append('class')
        def f(self): pass
        z = 1
    @str
    def d(): pass
    out.append(A().z if A else
        3)
    while True:
        out.append(1)
        if len(out) > 9:
            break
        else:
            continue
    lambda: 1
    del out[:]
    global G
    G = 5
    import math
    from math import pi
    return None
def f6(out):
    x = None
    if x is None:
        out.append(1)
    else:
        out.append(2)
    while x is None:
        x = 1
        out.append(3)
    y = (x and
         out.append(4) or
         5)
    if 0 < x < (
            5):
        out.append(y)
    print(
        1,
        2,
        end='',
        file=Null(
            out)
    )
    d = {
        'a': 1,
        'b':
            2}
    out.append((lambda a:
        a)(
            1))
    while x is not None:
        x = None
    z = x if x is not None else \
        3
    x.y = \
        4
def f7(out):
    async def a():
        async with AM(out) as m:
            out.append(m)
            await C()
        async for i in ag():
            out.append(i)
            if i == 2: break
        else:
            out.append('else')
        r = [j async for j in ag()]
        out.append(r)
        return await C()
    async def ag():
        yield 1
        yield 2
    c = a()
    try:
        while True: out.append(c.send(None))
    except StopIteration as e:
        return e.value
class AM:
    def __init__(s, out): s.out = out
    async def __aenter__(s): s.out.append('enter')
    async def __aexit__(s, *a):
        s.out.append(('exit', a[0]))
class C:
    def __await__(s): yield 'await'; return 7
class Null:
    def __init__(s, out): s.out = out
    def write(s, t): s.out.append(t)
def trial(fn, code, src, dst, event):
    done = 0
    log = []
    def tr(fr, ev, arg):
        nonlocal done
        if fr.f_code is not code: return tr
        if fr.f_lineno == src and ev == event and not done:
            done = 1
            try:
                fr.f_lineno = dst
                log.append(fr.f_lineno)
            except ValueError as e:
                log.append(str(e))
                return None
        elif done:
            done += 1
            if done > 60: raise SystemError('too long')
            log.append((ev, fr.f_lineno))
        return tr
    out = []
    sys.settrace(tr)
    try:
        res = fn(out)
    except BaseException as e:
        res = type(e), str(e)
    sys.settrace(None)
    return res, out, log
events = sys.argv[1:] or ['line']
for fn in f1, f2, f3, f6:
    code = fn.__code__
    if fn in (f4, f7): code = fn.__code__.co_consts[1]
    lines = sorted({l for a, b, l in code.co_lines() if l})
    for ev in events:
        for src in lines:
            for dst in list(lines) + [lines[-1] + 1, 0]:
                print(re.sub('0x[0-9a-f]+', '0x',
                             str((fn.__name__, ev, src - lines[0], dst - lines[0], trial(fn, code, src, dst, ev)))))
