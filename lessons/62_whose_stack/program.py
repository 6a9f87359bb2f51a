def squares(n):
    for i in range(n):
        yield i * i


def plus_one(src):
    for v in src:
        yield v + 1


low = squares(3)
high = plus_one(low)
print(next(high))
print(list(high))
