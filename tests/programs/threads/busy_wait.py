# A thread that runs until its starter tells it to stop, and a starter that spins until the thread has begun.
import threading

go_on, begun, turns = True, False, 0

def spin():
    global begun, turns
    while go_on:
        turns += 1
        begun = True

t = threading.Thread(target=spin)
t.start()
while not begun:
    pass
seen = turns
while turns == seen:
    pass
go_on = False
t.join()
print(t.is_alive(), turns > seen)
