import _thread
import time

n = 0

def one():
    time.sleep(0.1)
    return 1

def work():
    global n
    n += one()

_thread.start_new_thread(work, ())
_thread.start_new_thread(work, ())
time.sleep(2)
print(n)
