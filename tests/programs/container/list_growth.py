# How a list's block of items grows and shrinks.
import sys
sizes, items = [], []
for i in range(200):
    items.append(i)
    if not sizes or sizes[-1] != sys.getsizeof(items):
        sizes.append(sys.getsizeof(items))
print(sizes)
while items:
    items.pop()
    if sizes[-1] != sys.getsizeof(items):
        sizes.append(sys.getsizeof(items))
print(sizes)
print([sys.getsizeof([0] * n) for n in range(12)], [sys.getsizeof(list(range(n))) for n in range(12)])
print([sys.getsizeof(list((0,) * n)) for n in range(12)], [sys.getsizeof([x for x in range(n)]) for n in range(12)])
a = [1]
a.pop()
a.extend((1, 2, 3))
b = [1, 2]
del b[:]
b.extend((1, 2, 3))
c = [*range(5)]
c += [6]
c[2:2] = range(30)
print(sys.getsizeof(a), sys.getsizeof(b), sys.getsizeof(c))
