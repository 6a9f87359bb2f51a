import sys
print(__name__, sys.modules["__main__"].__dict__ is globals())
import builtins
print(__builtins__ is builtins, builtins is sys.modules["builtins"])
print("len" in globals(), "len" in vars(builtins))
a = 1
import __main__
print(__main__.a)
