x = ["a", "b", "c"]
for e in x:
    print(e)

l = [1, 2, 3, 4]
for v in l:
    l.remove(v)
print(l)

i = iter(l)
print(next(i), next(i), next(i, "end"))
l.append(9)
print(next(i, "end"))
