import gc
gc.disable()
gc.collect()
l1 = []; l2 = []
l1.append(l2); l2.append(l1)
keep = l1
l3 = []; l4 = []
l3.append(l4); l4.append(l3)
del l1, l2, l3, l4
print(gc.collect())
print(keep)

class N:
    pass
a = N(); b = N()
a.o = b; b.o = a
del a, b
print(gc.collect())
