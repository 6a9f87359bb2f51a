# Producer and consumers with a bounded queue: what comes out is the same however they take turns.
import queue
import threading

todo, done = queue.Queue(maxsize=3), queue.Queue()

def consume():
    while (item := todo.get()) is not None:
        done.put(item * item)
        todo.task_done()
    todo.task_done()

consumers = [threading.Thread(target=consume) for _ in range(3)]
for c in consumers:
    c.start()
for n in range(40):
    todo.put(n)
for _ in consumers:
    todo.put(None)
todo.join()
for c in consumers:
    c.join()
print(sorted(done.get() for _ in range(40)), todo.empty(), done.qsize())
try:
    todo.get(timeout=0.05)
except queue.Empty:
    print("empty after a while")
lifo, best, simple = queue.LifoQueue(), queue.PriorityQueue(), queue.SimpleQueue()
for n in (3, 1, 2):
    lifo.put(n), best.put(n), simple.put(n)
print([q.get() for q in (lifo, best, simple) for _ in range(3)])
