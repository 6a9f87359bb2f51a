# Text: join, split, replace, slices, formatting, searching.
def run(rounds):
    words = "the quick brown fox jumps over the lazy dog and runs away".split()
    total = 0
    for r in range(rounds):
        text = " ".join(words[(r + i) % len(words)] for i in range(40))
        parts = text.upper().replace("QUICK", "slow").split(" ")
        line = f"{r:>8}|{len(parts):04d}|{text[:10]!r}|{r / 7:.3f}"
        total += len(line) + text.find("dog") + text.count("o") + (line[::-1] < text)
        total += sum(1 for word in parts if word.isupper() and word.startswith("T"))
        for c in text[:60]:
            total += c == "e"
    return total

print(run(9000))
