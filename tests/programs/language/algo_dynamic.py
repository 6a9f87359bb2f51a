# Dynamic programming: edit distance with its steps, longest common parts, knapsacks, coins, and partitions.
def edit_distance(a, b):
    table = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (x != y))
    steps, i, j = [], len(a), len(b)
    while i or j:
        here = table[i][j]
        if i and j and here == table[i - 1][j - 1] + (a[i - 1] != b[j - 1]):
            i, j = i - 1, j - 1
            if a[i] != b[j]:
                steps.append(f"{a[i]}>{b[j]}")
        elif i and here == table[i - 1][j] + 1:
            i -= 1
            steps.append(f"-{a[i]}")
        else:
            j -= 1
            steps.append(f"+{b[j]}")
    return table[-1][-1], steps[::-1]


def longest_common(a, b):
    best = [""] * (len(b) + 1)
    for x in a:
        row = [""]
        for j, y in enumerate(b):
            row.append(best[j] + x if x == y else max(best[j + 1], row[j], key=len))
        best = row
    return best[-1]


def knapsack(items, limit):
    best = {0: (0, ())}
    for name, weight, value in items:
        for used, (total, names) in list(best.items()):
            heavier = used + weight
            if heavier <= limit and best.get(heavier, (-1,))[0] < total + value:
                best[heavier] = total + value, names + (name,)
    return max(best.values())


def coins(amount, kinds):
    fewest = [0] + [None] * amount
    for n in range(1, amount + 1):
        options = [fewest[n - k] for k in kinds if k <= n and fewest[n - k] is not None]
        fewest[n] = min(options) + 1 if options else None
    return fewest[amount]


def ways(amount, kinds):
    counts = [1] + [0] * amount
    for kind in kinds:
        for n in range(kind, amount + 1):
            counts[n] += counts[n - kind]
    return counts[amount]


def longest_rising(numbers):
    ends = []
    for n in numbers:
        ends.append(max((e for e in ends if e[-1] < n), key=len, default=[]) + [n])
    return max(ends, key=len)


print(edit_distance("kitten", "sitting"), edit_distance("", "abc"), edit_distance("same", "same"))
print(longest_common("dynamic programs", "panoramas"), longest_rising([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]))
print(knapsack([("map", 9, 150), ("rope", 13, 35), ("water", 15, 200), ("tin", 6, 60), ("glue", 7, 40)], 31))
print(coins(63, [1, 5, 10, 21, 25]), coins(7, [4, 6]), ways(100, [1, 5, 10, 25, 50]),
      [ways(n, range(1, n + 1)) for n in range(9)])
