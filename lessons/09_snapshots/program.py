i = 1
s = "Python"
d = {"1": 1, "2": 2}
l = [1, 2]
m = [1, 2, 3]
a = 5
b = a
c = a + b
print(c)
