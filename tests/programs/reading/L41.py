n = int("1000")
m = n
print(n + 1)
