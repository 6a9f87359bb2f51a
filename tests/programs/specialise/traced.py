# Under a trace function code is quickened, but nothing is specialised and no counter moves.
import sys
from shown import forms

def add(a, b): return a + b
def loop(n):
    t = 0
    for i in range(n): t += i
    return t
def other(a, b): return a * b
def tracer(frame, event, arg): return tracer
sys.settrace(tracer)
for n in range(20): add(1, 2)
loop(20)
sys.settrace(None)
print(forms(add), forms(loop))
for n in range(3): add(1, 2)
loop(3)
print(forms(add), forms(loop))
sys.settrace(tracer)
for n in range(100): add("a", "b")
sys.settrace(None)
print(forms(add))
sys.setprofile(lambda *a: None)
for n in range(20): other(1, 2)
sys.setprofile(None)
print(forms(other))
for n in range(2): other(1, 2)
print(forms(other))
