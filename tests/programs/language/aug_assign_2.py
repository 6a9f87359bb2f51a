# In-place operators of lists, sets, dicts, strings and tuples: what keeps its identity and what is made new.
def kept(before, after):
    return "same object" if before is after else "new object"


numbers = alias = [1, 2]
numbers += (3, 4)
print(numbers, kept(alias, numbers))
numbers *= 2
print(numbers, kept(alias, numbers))
numbers = numbers + [0]
print(len(numbers), kept(alias, numbers))

text = other = "ab"
text += "cd"
print(text, kept(other, text))

pair = old = (1, 2)
pair += (3,)
print(pair, kept(old, pair))

chosen = group = {1, 2, 3}
chosen |= {4}
chosen &= {1, 4, 9}
chosen ^= {9}
chosen -= {1}
print(sorted(chosen), kept(group, chosen))
frozen = ice = frozenset("ab")
frozen |= {"c"}
print(sorted(frozen), kept(ice, frozen))

settings = base = {"a": 1}
settings |= {"b": 2}
settings |= [("c", 3)]
print(settings, kept(base, settings))

data = raw = bytearray(b"xy")
data += b"z"
data *= 2
print(data, kept(raw, data))

locked = ([1], "fixed")
try:
    locked[0] += [2]
except TypeError as error:
    print(error, "and yet", locked)


def extend_default(items=[]):
    items += [len(items)]
    return items


extend_default()
print(extend_default())
numbers = [1]
try:
    numbers += 5
except TypeError as error:
    print(error, numbers)
