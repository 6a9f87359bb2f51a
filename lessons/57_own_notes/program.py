def double(xs):
    return xs + xs

a = [1, 2]
b = double(a)
del a
print(b)
