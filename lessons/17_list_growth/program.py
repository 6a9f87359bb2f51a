l = []
for i in range(18):
    l.append(i)
l.insert(3, "x")
while len(l) > 4:
    l.pop()
print(l)
old = id(l)
del l
m = []
print(id(m) == old)
