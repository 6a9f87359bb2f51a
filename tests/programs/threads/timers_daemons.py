# Timers fire unless they are cancelled; a daemon ends with the program, in the middle of what it does.
import threading
import time

fired, all_fired = [], threading.Event()

def fire(n):
    fired.append(n)
    if len(fired) == 3:
        all_fired.set()

timers = [threading.Timer(n / 100, fire, args=(n,)) for n in (3, 1, 2)]
cancelled = threading.Timer(60, fire, args=("never",))
for t in timers + [cancelled]:
    t.start()
cancelled.cancel()
all_fired.wait()
print(sorted(fired))
before = time.monotonic()
time.sleep(0.02)
print(time.monotonic() - before >= 0.02)

def forever():
    try:
        while True:
            time.sleep(60)
    finally:
        print("not reached")

def last():
    threading.main_thread().join()
    print("the last thread ends, then the program")

daemon = threading.Thread(target=forever, daemon=True)
daemon.start()
thread = threading.Thread(target=last)
thread.start()
print("main ends", daemon.daemon, thread.daemon)
