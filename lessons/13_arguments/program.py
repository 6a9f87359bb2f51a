def g(a, b=2, *args, k=7, **kw):
    loc = a
    print(a, b, args, k, kw)


g(1)
g(1, 2, 3, 4, c=5)


def h(x=[]):
    x.append(1)
    return len(x)


print(h(), h(), h([]), h.__defaults__)
