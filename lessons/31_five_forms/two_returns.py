def f(x):
    if x > 0:
        return "pos"
    else:
        return "neg"

print(f(3), f(-3))
