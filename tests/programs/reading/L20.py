import threading
n = 0
def work():
    global n
    for _ in range(1000):
        n += 1
ts = [threading.Thread(target=work) for _ in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(n)
