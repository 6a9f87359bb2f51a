def half(n):
    y = n / 2
    return y


def double_then_half(n):
    y = n * 2
    return half(y)


def fact(n):
    if n <= 1:
        return 1
    return n * fact(n - 1)


print(double_then_half(10))
print(fact(4))
