# Operators: int, float, str, what has no form, what never gets one, misses, pauses.
from shown import watch, forms

def add(a, b): return a + b
def sub(a, b): return a - b
def mul(a, b): return a * b
def div(a, b): return a / b
def iadd(a, b):
    a += b
    return a
def longer(s, n):
    for _ in range(n):
        s += "x"
    return s
def elsewhere(s, t):
    u = s + t
    return u

class N(int): pass

for f in add, sub, mul, div, iadd:
    print(f.__name__)
    watch(f, "BINARY_OP", [(1, 2)] * 12)
    watch(f, "BINARY_OP", [(1.0, 2.0)] * 120)
watch(add, "BINARY_OP", [("a", "b")] * 120)
watch(add, "BINARY_OP", [(1, 2.0)] * 300)
watch(add, "BINARY_OP", [([], [])] * 9000)
watch(add, "BINARY_OP", [(N(1), N(2))] * 20)
watch(add, "BINARY_OP", [(True, False)] * 20)
watch(mul, "BINARY_OP", [("a", 2)] * 200)
watch(sub, "BINARY_OP", [(1, None)] * 70)
watch(longer, "BINARY_OP", [("", 1)] * 10)
watch(longer, "BINARY_OP", [("abc", 100)] * 10)
watch(longer, "BINARY_OP", [(1, 0)] * 10)
watch(elsewhere, "BINARY_OP", [("a", "b")] * 10)
for f in add, iadd, longer, elsewhere:
    print(forms(f))
