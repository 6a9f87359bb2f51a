class Boom:
    x = 1
    gen = list(x for _ in range(3))

print(Boom.gen)
