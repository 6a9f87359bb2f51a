# An RLock belongs to a thread: others wait until it has been released as often as it was taken.
import threading

lock, order = threading.RLock(), []

def other():
    order.append(("other tries", lock.acquire(False)))
    with lock:
        order.append("other has it")
    try:
        lock.release()
    except RuntimeError as e:
        order.append(str(e))

with lock:
    with lock:
        t = threading.Thread(target=other)
        t.start()
        while not order:
            pass
    order.append("once released")
t.join()
print(order)
