class Point:
    pass


n = 10
f = 1.5
t = (n, f)
p = Point()
g = t
for o in (n, f, t, p, Point, int, type):
    print(type(o), type(type(o)))
