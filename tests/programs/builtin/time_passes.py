import time
start = time.perf_counter()
time.sleep(0.25)
stop = time.perf_counter()
print(0.25 <= stop - start < 1.25, time.monotonic_ns() > 0, time.time() > 1.6e9)
for bad in (-1, 'x', float('nan')):
    try:
        time.sleep(bad)
    except Exception as e:
        print(type(e).__name__, e)
