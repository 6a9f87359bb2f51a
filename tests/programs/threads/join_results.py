# Each thread leaves its result in a slot of its own; join() waits for all of them.
import threading

def work(slot, n):
    results[slot] = sum(i * i for i in range(n))

results = [None] * 5
threads = [threading.Thread(target=work, args=(i, 1000 * (i + 1)), name=f"worker-{i}") for i in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(results, [t.is_alive() for t in threads], [t.name for t in threads])
print(threading.active_count(), threading.current_thread() is threading.main_thread())
