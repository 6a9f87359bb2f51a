def scale(n):
    k = 3
    return k * n


def twice(fn, v):
    return fn(fn(v))


alias = scale
print(twice(scale, 2))
alias.note = "hi"
print(scale.note, alias.__name__)
