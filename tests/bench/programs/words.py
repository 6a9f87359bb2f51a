# Dicts and strings.
def words(n):
    counts = {}
    seed = 1
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        word = 'w' + str(seed % 5000)
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]

print(words(250000))
