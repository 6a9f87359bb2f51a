import time
begun = True
time.sleep(0.01)
complete = True
