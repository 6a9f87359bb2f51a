import _thread
import sys
import time
sys.setswitchinterval(1e-6)
n = 0

def one():
    return 1

def work():
    global n
    for _ in range(1000):
        n += one()

_thread.start_new_thread(work, ())
_thread.start_new_thread(work, ())
time.sleep(2)
print(n)
