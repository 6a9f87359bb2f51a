# Text statistics: split, count, sort, format.

TEXT = """The quick brown fox jumps over the lazy dog.
The dog sleeps. The fox does not."""


def words(text):
    for line in text.splitlines():
        for word in line.split():
            yield word.strip(".,").lower()


def count(items):
    table = {}
    for item in items:
        table[item] = table.get(item, 0) + 1
    return table


table = count(words(TEXT))
ranking = sorted(table.items(), key=lambda pair: (-pair[1], pair[0]))
for word, n in ranking[:4]:
    print(f"{word:<8}{n:>3} {'*' * n}")
letters = count(c for c in TEXT.lower() if c.isalpha())
print(len(table), "words,", len(letters), "letters,", max(letters, key=letters.get), "leads")
print("longest:", max(table, key=len), "| average:", round(sum(map(len, table)) / len(table), 3))
