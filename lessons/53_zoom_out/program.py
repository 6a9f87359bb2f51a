import _thread

def leaf(n):
    return n + 1

def mid(n):
    return leaf(n) * 2

def worker(name, done):
    print(name, mid(1) + mid(2))
    done.release()

done = _thread.allocate_lock()
args = "A", done
done.acquire()
_thread.start_new_thread(worker, args)
done.acquire()
worker("B", done)
