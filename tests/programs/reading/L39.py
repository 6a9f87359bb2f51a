import builtins
log = []
real = builtins.__import__

def spy(name, globals=None, locals=None, fromlist=(), level=0):
    log.append((name, fromlist, level))
    return real(name, globals, locals, fromlist, level)

builtins.__import__ = spy
import math
from os import path as p
builtins.__import__ = real
print(log)

builtins.accio = __import__
print(accio("math").sqrt(9))

def len(x):
    return "shadow"
print(len([1]))
del len
print(len([1]))
