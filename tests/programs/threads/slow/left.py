import time
first = 1
time.sleep(0.01)
from slow import right
second = hasattr(right, "second")
