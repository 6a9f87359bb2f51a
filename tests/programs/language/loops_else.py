# while and for with else, break, continue: searching, primes, nested loops, changing what is looped over.
def smallest_factor(n):
    d = 2
    while d * d <= n:
        if n % d == 0:
            break
        d += 1
    else:
        return None
    return d


def find(rows, wanted):
    for y, row in enumerate(rows):
        for x, item in enumerate(row):
            if item == wanted:
                break
        else:
            continue
        break
    else:
        return "not found"
    return x, y


print([(n, smallest_factor(n)) for n in (2, 15, 17, 49, 97, 91)])
print(find(["abc", "def"], "e"), find(["abc", "def"], "z"))

primes = []
for n in range(2, 40):
    for p in primes:
        if n % p == 0:
            break
    else:
        primes.append(n)
print(primes)

for never in ():
    print("not printed")
else:
    print("else after no turn at all")
while False:
    pass
else:
    print("else of while False")

items = [1, 2, 3]
for item in items:
    if len(items) < 6:
        items.append(item * 10)
print(items)
for item in items[:]:
    if item < 10:
        items.remove(item)
print(items)

line = []
for n in range(20):
    if n % 2:
        continue
    if n > 12:
        break
    line.append(n)
print(line, n)
for i in range(3):
    i += 10
print(i)
table = {"a": 1}
try:
    for key in table:
        table[key + "x"] = 1
except RuntimeError as error:
    print(error)
for letter, in ["x", "y"]:
    print(letter, end=";")
for items[0], items[1] in [(1, 2), (3, 4)]:
    print(items[:2], end=";")
print()
