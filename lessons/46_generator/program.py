def counter(low, high):
    current = low
    while current <= high:
        yield current
        current += 1

c = counter(5, 7)
for n in c:
    print(n)
