import _thread
import time
n = 0
lock = _thread.allocate_lock()

def one():
    time.sleep(0.1)
    return 1

def work():
    global n
    with lock:
        n += one()

_thread.start_new_thread(work, ())
_thread.start_new_thread(work, ())
time.sleep(2)
print(n)
