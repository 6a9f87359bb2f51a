# Event, Condition, Semaphore and Barrier.
import threading

ready, log = threading.Event(), []

def waiter():
    log.append(ready.wait(0.01))
    log.append(ready.wait())

t = threading.Thread(target=waiter)
t.start()
while not log:
    pass
ready.set()
t.join()
print(log, ready.is_set())

cond, box = threading.Condition(), []

def take(n):
    with cond:
        cond.wait_for(lambda: len(box) >= n)
        taken.append(n)
        cond.notify_all()

taken = []
takers = [threading.Thread(target=take, args=(n,)) for n in (1, 2, 3)]
for t in takers:
    t.start()
for n in range(3):
    with cond:
        box.append(n)
        cond.notify_all()
for t in takers:
    t.join()
print(sorted(taken), box)
with cond:
    print(cond.wait(0.01))

slots, inside, most = threading.BoundedSemaphore(2), 0, 0

def use():
    global inside, most
    with slots:
        inside += 1
        most = max(most, inside)
        threading.Event().wait(0.001)
        inside -= 1

users = [threading.Thread(target=use) for _ in range(6)]
for t in users:
    t.start()
for t in users:
    t.join()
print(most <= 2, inside)
try:
    slots.release()
except ValueError as e:
    print(e)

barrier, arrived = threading.Barrier(3, action=lambda: arrived.append("all here")), []

def arrive(n):
    arrived.append(n)
    indices.append(barrier.wait())

indices = []
threads = [threading.Thread(target=arrive, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(arrived[:3]), arrived[3:], sorted(indices))
barrier.abort()
try:
    barrier.wait()
except threading.BrokenBarrierError as e:
    print(type(e).__name__, barrier.broken)
