# Deep nests of containers come and go without using up the stack.
for make in (lambda x: [x], lambda x: (x,), lambda x: {1: x}, lambda x: {"k": x}, lambda x: map(str, x),
             lambda x: [x, 1, x][:1]):
    x = ()
    for _ in range(20000): x = make(x)
    print(type(x).__name__)
    del x
x = []
for _ in range(3000): x = [x]
for f in (repr, str, lambda v: v == [v], lambda v: v < v):
    try: print(f(x) and 1)
    except RecursionError as e: print(e)
y = []; 
for _ in range(3000): y = [y]
try: print(x == y)
except RecursionError as e: print(e)
d = {}
for _ in range(3000): d = {1: d}
try: repr(d)
except RecursionError as e: print(e)
