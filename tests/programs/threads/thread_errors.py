# What becomes of an exception in a thread.
import _thread
import sys
import threading

def fail(what):
    raise ValueError(what)

def run(**kw):
    t = threading.Thread(**kw)
    t.start()
    t.join()

run(target=fail, args=("first",), name="T-one")
run(target=sys.exit, args=(3,))
threading.excepthook = lambda args: print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name)
run(target=fail, args=("second",), name="T-two")

def hook(args):
    print("unraisable:", args.exc_type.__name__, args.exc_value, args.err_msg, args.object.__name__)
    heard.release()

heard, sys.unraisablehook = _thread.allocate_lock(), hook
heard.acquire()
_thread.start_new_thread(fail, ("third",))
_thread.start_new_thread(_thread.exit, ())
heard.acquire()
for wrong in (lambda: _thread.start_new_thread(1, ()), lambda: _thread.start_new_thread(fail, []),
              lambda: _thread.start_new_thread(fail, (), 1), lambda: t.start(), lambda: threading.Thread().join(),
              lambda: threading.current_thread().join()):
    try:
        t = threading.Thread(target=int)
        t.start()
        t.join()
        wrong()
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__, e)
print("main goes on")
