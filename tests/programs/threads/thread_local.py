# threading.local: each thread has its own attributes; they go when the thread ends.
import gc
import threading
import weakref

class Data(threading.local):
    kind = "data"
    def __init__(self, start):
        self.n = start

class Thing:
    pass

data, refs = Data(10), []

def work(i):
    data.n += i
    data.thing = Thing()
    refs.append(weakref.ref(data.thing))
    seen.append((i, data.n, sorted(data.__dict__)))

seen = []
threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
gc.collect()
print(sorted(seen), [r() for r in refs], data.n, data.__dict__, data.kind)
