# At the limit of calls an error can still be made.
import sys


class Endless:
    def __getattr__(self, name):
        return (self, None)


def count():
    return count()


sys.setrecursionlimit(60)
for test in [lambda: issubclass(Endless(), int), count, lambda: isinstance(1, Endless())]:
    try:
        print(test())
    except RecursionError as e:
        print(type(e).__name__, str(e)[:32])
