# breakpoint() calls sys.breakpointhook, whatever it is; what it returns comes back.
import sys

print(breakpoint.__doc__ is not None, sys.breakpointhook is sys.__breakpointhook__)


def hook(*args, **kwargs):
    print("hook", args, kwargs)
    return "back"


sys.breakpointhook = hook
print(breakpoint(1, 2, key="word"))
sys.breakpointhook = None
try:
    breakpoint()
except TypeError as error:
    print(error)
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as error:
    print(error)
sys.breakpointhook = sys.__breakpointhook__
sys.modules["pdb"] = None
print(breakpoint())
