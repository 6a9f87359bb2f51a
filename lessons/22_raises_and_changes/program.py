t = ([1, 2],)
try:
    t[0] += [3]
except TypeError as e:
    print(e)
print(t)


def f(x, acc=[]):
    acc.append(x)
    return acc


print(f(1), f(2))
fs = [lambda: i for i in range(3)]
print([g() for g in fs])
