import _thread

def leaf(n):
    return n + 1

def mid(n):
    return leaf(n) * 2

def worker(name, done):
    total = 0
    for i in range(3):
        total += mid(i)
    print(name, total)
    done.release()

done = _thread.allocate_lock()
done.acquire()
_thread.start_new_thread(worker, ("A", done))
done.acquire()
worker("B", done)
