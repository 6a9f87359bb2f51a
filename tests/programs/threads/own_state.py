# Exceptions being handled, context variables and trace functions are each thread's own.
import contextvars
import sys
import threading

var, log = contextvars.ContextVar("var", default="unset"), []
step = [threading.Event() for _ in range(4)]

def other():
    log.append((sys.exc_info()[0], var.get()))
    var.set("other's")
    try:
        1 / 0
    except ZeroDivisionError:
        step[0].set()
        step[1].wait()
        log.append((sys.exc_info()[0].__name__, var.get()))
    step[2].set()

t = threading.Thread(target=other)
var.set("main's")
try:
    {}["x"]
except KeyError:
    t.start()
    step[0].wait()
    log.append((sys.exc_info()[0].__name__, var.get()))
    step[1].set()
    step[2].wait()
    log.append((sys.exc_info()[0].__name__, var.get()))
t.join()
print(log)
calls = []

def traced(frame, event, arg):
    if frame.f_code.co_name == "work":
        calls.append(event)
    return traced

def work():
    return 1

threading.settrace(traced)
t = threading.Thread(target=work)
t.start()
t.join()
work()
print(calls, sys.gettrace())
