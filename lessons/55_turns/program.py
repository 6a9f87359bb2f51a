import _thread
import time

n = 0

def work():
    global n
    for _ in range(1000):
        n += 1

_thread.start_new_thread(work, ())
_thread.start_new_thread(work, ())
time.sleep(2)
print(n)
