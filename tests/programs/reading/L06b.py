d = {}
for i in range(12):
    d[i] = i
print(len(d))
d2 = {"a": 1}
d2[3] = 2
print({1: "int", 1.0: "float", True: "bool"})
