x = 10


class S:
    x = x + 1
    y = x


print(x, S.x, S.y)
