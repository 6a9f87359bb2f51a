def constants():
    return [1, 2, 3]


def names(x, y, z):
    return [x, y, z]


print(constants(), names(1, 2, 3))
