# queue.SimpleQueue: the native one, its arguments, waiting with and without an end, many who put and get.
import _queue
import gc
import queue
import sys
import threading
import time
import weakref
from queue import Empty, SimpleQueue

print(SimpleQueue is _queue.SimpleQueue, Empty is _queue.Empty, SimpleQueue, Empty, Empty.__mro__, SimpleQueue[int])
q = SimpleQueue()
print(q.empty(), q.qsize(), sys.getsizeof(q), SimpleQueue.__basicsize__, gc.is_tracked(q), type(weakref.ref(q)))
for i in range(10):
    q.put(i, i % 2, "anything")
q.put_nowait(item="last")
print([q.get(), q.get(False), q.get(True, None), q.get(timeout=0), q.get_nowait()], q.qsize(), q.empty())


def show(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


show(SimpleQueue, 1)
show(SimpleQueue, a=1)
show(q.put)
show(q.put, 1, 2, 3, 4)
show(q.put_nowait)
show(q.put_nowait, 1, 2)
show(q.get, 1, 2, 3)
show(q.get, nonsense=1)
show(q.get_nowait, 1)
empty = SimpleQueue()
show(empty.get, False)
show(empty.get, timeout=0)
show(empty.get, True, 0.001)
show(empty.get_nowait)
for timeout in (-1, "x", float("nan"), 1e300, 10**30, -0.5):
    show(empty.get, True, timeout)
    show(empty.get, False, timeout)


class Sub(SimpleQueue):
    def __init__(self, n):
        self.n = n


s = Sub(3)
s.put(s)
print(s.n, s.get() is s)
s.put(s)
ref = weakref.ref(s)
del s
gc.collect()
print(ref())

work, done = SimpleQueue(), SimpleQueue()


def worker(name):
    while (item := work.get()) is not None:
        done.put((item, item * item))


threads = [threading.Thread(target=worker, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for i in range(20):
    work.put(i)
    if i % 5 == 0:
        time.sleep(0.001)
for t in threads:
    work.put(None)
for t in threads:
    t.join()
print(sorted(done.get() for _ in range(20)), done.qsize(), work.qsize())

late = SimpleQueue()
timer = threading.Timer(0.3, late.put, ("in time",))
timer.start()
show(late.get, timeout=0.001)
show(late.get, True, 5)
timer.join()


class Loud:
    def __del__(self):
        print("gone")


q = SimpleQueue()
q.put(Loud())
q.get()
print("after")
q.put(Loud())
del q
