import io
import re
import sys

sys.stderr = io.StringIO()


class Bad:
    def __repr__(self):
        return "Bad()"

    def __del__(self):
        1 / 0


class Worse:
    def __init__(self, other):
        self.other = other

    def __del__(self):
        raise KeyError("worse") from None


def hook(seen):
    print(type(seen), seen.exc_type, seen.exc_value, seen.exc_traceback.tb_lineno, seen.err_msg,
          seen.object.__qualname__, len(seen))


sys.unraisablehook = hook
Bad()
Worse(Bad())
sys.unraisablehook = lambda seen: seen.nothing
Bad()
del sys.unraisablehook
Bad()
sys.unraisablehook = sys.__unraisablehook__
Bad()
try:
    sys.unraisablehook((1, 2, 3, 4, 5))
except TypeError as e:
    print(e)
print(re.sub(" at 0x[0-9a-f]+", "", sys.stderr.getvalue()))
