# Text processing: counting words, wrapping, aligning columns, ciphers, palindromes, anagrams, roman numerals.
TEXT = """It was a bright day, and the clocks were being wound.
The cat sat by the clocks; the cat, being a cat, slept."""


def words(text):
    word = ""
    for char in text.lower() + " ":
        if char.isalpha():
            word += char
        elif word:
            yield word
            word = ""


def wrap(text, width):
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def justify(line, width):
    parts = line.split()
    if len(parts) == 1:
        return line
    spaces, extra = divmod(width - sum(map(len, parts)), len(parts) - 1)
    return "".join(part + " " * (spaces + (i < extra)) for i, part in enumerate(parts)).strip()


def caesar(text, shift):
    result = []
    for char in text:
        if char.isalpha() and char.isascii():
            base = ord("A") if char.isupper() else ord("a")
            char = chr((ord(char) - base + shift) % 26 + base)
        result.append(char)
    return "".join(result)


def roman(n):
    result = ""
    for value, letters in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                              "M CM D CD C XC L XL X IX V IV I".split()):
        count, n = divmod(n, value)
        result += letters * count
    return result


def from_roman(text):
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[c] for c in text]
    return sum(-v if v < following else v for v, following in zip(values, values[1:] + [0]))


counts = {}
for word in words(TEXT):
    counts[word] = counts.get(word, 0) + 1
for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:5]:
    print(f"{word:<8}{'#' * count:<5}{count:>2}")
for line in wrap(TEXT, 24):
    print(f"|{justify(line, 24):24}|")
secret = caesar("Hello, World!", 3)
print(secret, caesar(secret, -3), [roman(n) for n in (4, 9, 14, 1994, 2024)],
      all(from_roman(roman(n)) == n for n in range(1, 100)))
groups = {}
for word in "listen silent enlist google elgoog abc cab".split():
    groups.setdefault("".join(sorted(word)), []).append(word)
print([group for group in groups.values() if len(group) > 1])
print([p for p in ("A man, a plan", "Was it a cat I saw?", "noon")
       if (s := list(filter(str.isalpha, p.lower()))) == s[::-1]])
