import sys
class D:
    def __del__(self): print("del", self.n)
d = D(); d.n = "global"
def f():
    e = D(); e.n = "local in frame"
    try: raise SystemExit("stopped")
    finally: print("cleanup")
print(sys.exc_info(), sys.exception())
f()
