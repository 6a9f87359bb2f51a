def square(n):
    return n * n

total = 0
for k in (2, 3):
    total += square(k)
print(total)
