def area(w):
    h = 3
    return h + w


def total(price):
    fee = 20
    return fee + price


a, b = area.__code__, total.__code__
print(a.co_code == b.co_code)
print(a.co_consts, b.co_consts)
print(a.co_varnames, b.co_varnames)
