def f(x):
    if x > 0:
        r = "pos"
    else:
        r = "neg"
    return r

print(f(3), f(-3))
