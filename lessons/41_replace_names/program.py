import builtins

log = []
real = builtins.__import__

def spy(name, globals=None, locals=None,
        fromlist=(), level=0):
    log.append(name)
    return real(name, globals, locals,
                fromlist, level)

builtins.__import__ = spy
import math
from os import path as p
builtins.__import__ = real

builtins.accio = __import__
print(accio("math").sqrt(9))
