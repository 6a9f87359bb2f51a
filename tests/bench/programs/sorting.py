# Sorting by value, by key, of tuples, of strings; bisection by hand.
def numbers(n, seed=17):
    out = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out.append(seed)
    return out

def run(rounds):
    total = 0
    for r in range(rounds):
        values = numbers(4000, r)
        plain = sorted(values)
        keyed = sorted(values, key=lambda v: (v % 100, -v))
        rows = sorted(zip(keyed, plain), reverse=True)
        names = sorted(map(str, values))
        total += plain[10] + keyed[10] + rows[10][1] + int(names[10])
        for wanted in values[:500]:
            low, high = 0, len(plain)
            while low < high:
                middle = (low + high) // 2
                if plain[middle] < wanted:
                    low = middle + 1
                else:
                    high = middle
            total += low
    return total

print(run(16))
