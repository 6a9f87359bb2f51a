d = {}
for k in (0, 8, 16):
    d[k] = str(k)
del d[8]
d[24] = "n"
print(list(d))
e = {-1: "x", -2: "y"}
print(hash(-1), hash(-2), len(e))
