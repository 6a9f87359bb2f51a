# Every thread has frames of its own, a number, and its own depth of calls.
import sys
import threading

def inner():
    reached.set()
    leave.wait()

def outer():
    inner()

reached, leave = threading.Event(), threading.Event()
t = threading.Thread(target=outer, name="sleeper")
print(t.ident, t.is_alive(), t)
t.start()
reached.wait()
frames = sys._current_frames()
print(len(frames), set(frames) == {t.ident, threading.get_ident()}, frames[threading.get_ident()] is sys._getframe())
names, f = [], frames[t.ident]
while f:
    names.append(f.f_code.co_name)
    f = f.f_back
print(names[-5:])
print(sys._current_exceptions() == {i: (None, None, None) for i in frames})
print([x.name for x in threading.enumerate()], t.native_id != threading.get_native_id())
leave.set()
t.join()
print(len(sys._current_frames()), threading.enumerate() == [threading.main_thread()])

def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n

deep = []
threads = [threading.Thread(target=lambda: deep.append(depth())) for _ in range(3)]
for x in threads:
    x.start()
for x in threads:
    x.join()
print(len(set(deep)), 900 < deep[0] < 1000)
