import time
first = 1
time.sleep(0.01)
from slow import left
second = hasattr(left, "second")
