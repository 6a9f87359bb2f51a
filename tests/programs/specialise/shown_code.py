# What looks at code must see the plain instructions, however they are specialised.
import dis, marshal
from shown import forms, only

source = "def f(a, b):\n    c = [a, b]\n    c.append(len(c))\n    for i in c:\n        a += i\n    return a\n"
one, two = {}, {}
exec(source, one)
exec(source, two)
f, g = one["f"], two["f"]
before = f.__code__.co_code, hash(f.__code__), marshal.dumps(f.__code__)
for n in range(20): f(1, 2)
print(forms(f))
print(f.__code__ == g.__code__, hash(f.__code__) == hash(g.__code__), f.__code__.co_code == g.__code__.co_code)
print(before == (f.__code__.co_code, hash(f.__code__), marshal.dumps(f.__code__)))
print(f.__code__._co_code_adaptive == g.__code__._co_code_adaptive, len(f.__code__._co_code_adaptive) == len(f.__code__.co_code))
new = f.__code__.replace(co_name="other")
print(new == f.__code__, forms(new)[:4])
dis.dis(f)
dis.dis(f, adaptive=True)
print([i.opname for i in dis.get_instructions(f)])
h = marshal.loads(marshal.dumps(f.__code__))
print(h == f.__code__, forms(h) == forms(g))
print(list(f.__code__.co_lines())[:3], len(list(f.__code__.co_positions())))
del before   # a hash by addresses has another size
