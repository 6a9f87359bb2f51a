# A lock keeps an update whole, with slices as short as they can be.
import sys
import threading

before = sys.getswitchinterval()
sys.setswitchinterval(1e-6)
lock, counter = threading.Lock(), 0

def one():
    return 1

def add():
    global counter
    for _ in range(200):
        with lock:
            counter += one()

threads = [threading.Thread(target=add) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter, lock.locked(), before, sys.getswitchinterval())
print(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.release())
for wrong in (lambda: lock.release(), lambda: lock.acquire(False, 1), lambda: lock.acquire(True, -2),
              lambda: sys.setswitchinterval(0)):
    try:
        wrong()
    except (RuntimeError, ValueError) as e:
        print(type(e).__name__, e)
