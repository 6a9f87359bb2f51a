# The import lock of the interpreter, and the module locks of importlib's own.
import _imp
import importlib._bootstrap as bootstrap
import threading

print(_imp.lock_held())
_imp.acquire_lock()
_imp.acquire_lock()
log = []


def other():
    log.append("waits")
    _imp.acquire_lock()
    log.append(("has it", _imp.lock_held()))
    _imp.release_lock()


t = threading.Thread(target=other)
t.start()
while not log:
    pass
log.append(_imp.lock_held())
_imp.release_lock()
log.append(_imp.lock_held())
_imp.release_lock()
t.join()
print(log, _imp.lock_held())
try:
    _imp.release_lock()
except RuntimeError as e:
    print(e)
lock = bootstrap._ModuleLock("x")
lock.acquire()
lock.acquire()
print(lock.count, lock.owner == threading.get_ident())
lock.release()
lock.release()
try:
    lock.release()
except RuntimeError as e:
    print(e)
