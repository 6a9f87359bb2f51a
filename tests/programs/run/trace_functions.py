# Rules about trace functions themselves: what they return, where they are set, what happens when they fail.
import sys
import threading
log = []
def show(*what): log.append(what)
def flush(title):
    print(title)
    for line in log: print('  ', *line)
    log.clear()
def work(n):
    total = 0
    for i in range(n):
        total += i
    return total
def nested(n):
    x = work(n)
    return x + 1
# A function that returns None is asked no more in that frame; frames under it are asked again.
def only_calls(frame, event, arg): show(event, frame.f_code.co_name)
sys.settrace(only_calls); nested(2); sys.settrace(None)
flush('None')
# Another function takes over.
def first(frame, event, arg):
    show('first', event, frame.f_lineno - frame.f_code.co_firstlineno)
    return second
def second(frame, event, arg):
    show('second', event, frame.f_lineno - frame.f_code.co_firstlineno)
    return None if event == 'line' else third
def third(frame, event, arg):
    show('third', event)
sys.settrace(first); work(1); sys.settrace(None)
flush('takes over')
# Not the lines; instructions.
def no_lines(frame, event, arg):
    frame.f_trace_lines = False
    frame.f_trace_opcodes = frame.f_code is work.__code__
    show(event, frame.f_lasti)
    return no_lines
sys.settrace(no_lines); work(1); sys.settrace(None)
flush('no lines')
# Set in a frame that runs already: only f_trace makes its lines heard.
def late():
    sys.settrace(only_lines)
    a = 1
    sys._getframe().f_trace = only_lines
    b = 2
    del sys._getframe().f_trace
    c = 3
    sys._getframe().f_trace = only_lines
    sys.settrace(None)
    d = 4
def only_lines(frame, event, arg):
    show(event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno)
    return only_lines
late()
flush('late')
# What it raises is raised in the program, and it is not asked again.
def fails(when):
    def f(frame, event, arg):
        if frame.f_code.co_name == 'flush': return
        show(event, frame.f_code.co_name)
        if event == when: raise ValueError(when)
        return f
    return f
def raises():
    try:
        work(1)
        raise KeyError
    except KeyError:
        pass
    return 1
def generator():
    try:
        yield 1
        yield 2
    finally:
        show('closed')
def consumes(): return [x for x in generator()]
for when in 'call', 'line', 'return', 'exception':
    for function in raises, consumes:
        sys.settrace(fails(when))
        try:
            function()
        except ValueError as e:
            tb, names = e.__traceback__, []
            while tb:
                names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno))
                tb = tb.tb_next
            show('raised', e, names[1:], e.__context__.__class__.__name__)
        show('left', sys.gettrace() and 'still there')
        sys.settrace(None)
        flush(f'fails in {when}: {function.__name__}')
# Variables: what it changes in f_locals counts.
def changes(frame, event, arg):
    if event == 'line' and 'total' in frame.f_locals: frame.f_locals['total'] = 10
    if event == 'line' and frame.f_locals.get('i') == 1: del frame.f_locals['total']
    return changes
sys.settrace(changes)
try: r = work(1)
except Exception as e: r = repr(e)
sys.settrace(None)
print(r)
sys.settrace(changes)
try: r = work(2)
except Exception as e: r = repr(e)
sys.settrace(None)
print(r)
# References to the frame and its variables.
class Held: pass
def holder():
    held = Held()
    return sys.getrefcount(held)
def counts(frame, event, arg):
    show(event, sys.getrefcount(frame), sorted(frame.f_locals))
    return counts
sys.settrace(counts); r = holder(); sys.settrace(None)
flush(f'references {r}')
# While it runs nothing is told, but call_tracing tells.
def calls_on(frame, event, arg):
    show(event, frame.f_code.co_name)
    if event == 'call' and frame.f_code is work.__code__:
        work(0)
        show('call_tracing', sys.call_tracing(nested, (0,)))
        sys.settrace(sys.gettrace())
    return calls_on
sys.settrace(calls_on); work(0); sys.settrace(None)
flush('call_tracing')
def sets_in_call(): sys.settrace(only_calls); return work(0)
def calls_that(frame, event, arg):
    if frame.f_code is work.__code__ and event == 'call':
        sys.call_tracing(sets_in_call, ())
    show(event, frame.f_code.co_name)
sys.settrace(calls_that); work(0); work(0); print(sys.gettrace() is only_calls); sys.settrace(None)
flush('set inside call_tracing')
for bad in (1,), (work, 1), (work, (), 2):
    try: print(sys.call_tracing(*bad))
    except TypeError as e: print(e)
print(sys.gettrace(), sys.getprofile())
sys.settrace(only_calls); print(sys.gettrace() is only_calls); sys.settrace(None)
flush('one')
# Dropping the old function may not install another one.
class Old:
    def __call__(self, *args): return None
    def __del__(self):
        try: sys.settrace(only_calls)
        except RuntimeError as e: print(e)
sys.settrace(Old()); sys.settrace(None)
print(sys.gettrace())
log.clear()
# Exceptions: one event for each frame that is left; a `raise` again tells only the frames above.
def deep(n):
    if n: return deep(n - 1)
    raise ValueError('deep')
def again():
    try:
        deep(2)
    except ValueError:
        raise
def events(frame, event, arg):
    if event == 'exception':
        show(frame.f_code.co_name, event, arg[0].__name__, type(arg[1]).__name__,
             arg[2].tb_lineno - arg[2].tb_frame.f_code.co_firstlineno)
    elif event != 'line': show(frame.f_code.co_name, event, arg)
    return events
sys.settrace(events)
try: again()
except ValueError: pass
sys.settrace(None)
flush('exceptions')
# Threads have functions of their own.
def target(): work(0); return sys.gettrace()
seen = set()
def in_threads(frame, event, arg):
    if frame.f_code is target.__code__ or frame.f_code is work.__code__: show(event, frame.f_code.co_name)
    return in_threads
threading.settrace(in_threads)
t = threading.Thread(target=target); t.start(); t.join()
print(sys.gettrace(), threading.gettrace() is in_threads)
threading.settrace(None)
threading.setprofile(only_calls)
t = threading.Thread(target=target); t.start(); t.join()
threading.setprofile(None)
log[:] = [x for x in log if x[1] in ('target', 'work')]
flush('threads')
# Deep recursion under a trace function.
def endless(): endless()
depth = 0
def counting(frame, event, arg):
    global depth
    depth += 1
    return counting
sys.settrace(counting)
try: endless()
except RecursionError as e: print(e, sys.gettrace() is counting)
sys.settrace(None)
print(depth)
