# Methods of built-in types: the calling conventions.
import collections
from shown import forms

def show(name, call, *args):
    for n in range(12):
        try: call(*args)
        except Exception as error: pass
    print(name, [form for form in forms(call) if "CALL" in form or "METHOD" in form and "LOAD" not in form])

for value in "abc", b"abc", bytearray(b"abc"), [1, 2, 3], (1, 2), {1: 2}, {1}, frozenset((1,)), 5, 5.0, 5j, range(3), slice(1), (i for i in "abc"), memoryview(b"abc"), collections.deque([1]), collections.OrderedDict(a=1), collections.defaultdict(int):
    for name in sorted(dir(type(value))):
        if name.startswith("__") or not callable(getattr(type(value), name)): continue
        space = {}
        exec(f"def f0(o): o.{name}()\ndef f1(o, a): o.{name}(a)\ndef f2(o, a, b): o.{name}(a, b)", space)
        show(f"{type(value).__name__}.{name}", space["f0"], value)
        show(f"{type(value).__name__}.{name} 1", space["f1"], value, 0)
        show(f"{type(value).__name__}.{name} 2", space["f2"], value, 0, 1)
def append(l): l.append(1)
def append2(l): return l.append(1)
class L(list): pass
for n in range(12): append([]); append2([])
print(forms(append), forms(append2))
for n in range(60): append(L())
print(forms(append))
for n in range(60): append(collections.deque())
print(forms(append))
def low(s): return s.lower()
for n in range(12): low("A")
for n in range(60): low(b"A")
print(forms(low))
class S(str): pass
for n in range(60): low(S("A"))
print(forms(low))
def join(l): return ",".join(l)
for n in range(12): join(["a"])
print(forms(join))
def unbound(s): return str.upper(s)
for n in range(12): unbound("a")
print(forms(unbound))
def held(f): return f()
for n in range(12): held("a".upper)
print(forms(held))
def keys(): return dict.fromkeys("ab")
for n in range(40): keys()
print(forms(keys))
def split(s): return s.split(sep=",")
for n in range(40): split("a,b")
print(forms(split))
