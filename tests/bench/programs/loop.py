# The bare loop: small integers, comparisons, local variables.
def count(limit):
    total = 0
    i = 0
    while i < limit:
        if i % 3 == 0:
            total += i
        i += 1
    return total

print(count(1200000))
