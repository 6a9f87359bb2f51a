# The library's own debugger runs on the machine: here over a program that hands it its commands.
import io
import pdb
import sys


def inner(n):
    m = n + 1
    return m * 2


def outer():
    total = 0
    for i in range(2):
        total += inner(i)
    return total


commands = io.StringIO("b inner\nc\np n\nw\nn\np m\nr\nu\np total, i\ncl 1\nc\n")
debugger = pdb.Pdb(stdin=commands, stdout=sys.stdout, nosigint=True)
debugger.use_rawinput = False
sys.breakpointhook = debugger.set_trace
breakpoint()
print(outer())
