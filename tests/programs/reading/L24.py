class Ok:
    x = [1, 2]
    y = [i for i in x]

print(Ok.y)

class Boom:
    x = 1
    gen = list(x for _ in range(3))
