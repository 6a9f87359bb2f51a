def fine():
    x = 1
    return list(x for _ in range(3))

print(fine())
