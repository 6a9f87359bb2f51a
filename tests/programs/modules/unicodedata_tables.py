# Every 37th character: what the database says, as one number for each kind of fact.
import unicodedata as u


def facts(c):
    yield u.category(c)
    yield u.bidirectional(c)
    yield u.east_asian_width(c)
    yield u.combining(c), u.mirrored(c)
    yield u.decomposition(c)
    yield u.decimal(c, None), u.digit(c, None), u.numeric(c, None)
    yield u.name(c, "")
    yield tuple(u.normalize(f, "a" + c + "\u0301") for f in ("NFC", "NFD", "NFKC", "NFKD"))


sums = [0] * 8
for cp in range(0, 0x110000, 37):
    if 0xD800 <= cp < 0xE000:
        continue
    for i, fact in enumerate(facts(chr(cp))):
        sums[i] = (sums[i] * 31 + hash(str(fact))) % (1 << 61)
print(sums)
