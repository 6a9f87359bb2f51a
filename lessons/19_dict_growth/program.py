d = {}
for i in range(12):
    d[i] = i
print(len(d))
names = {"a": 1}
names[3] = 2
print(names)
same = {1: "i", 1.0: "f", True: "b"}
print(same)
