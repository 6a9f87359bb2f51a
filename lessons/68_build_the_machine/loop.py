def countdown(n):
    while n > 0:
        n = n - 1
    return n


print(countdown(3))
