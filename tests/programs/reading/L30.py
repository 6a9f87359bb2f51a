import sys
x = ["a", "b", "c"]
print(sys.getrefcount(x))
y = x
z = [x, x]
print(sys.getrefcount(x))
del z
print(sys.getrefcount(x))
def f(p):
    return sys.getrefcount(p)
print(f(x))
