# Slices of lists, strings, tuples and ranges: starts, stops, steps, signs, slice objects and their indices.
letters = "abcdefgh"
for cut in (slice(2, 5), slice(None, 3), slice(5, None), slice(-3, None), slice(None, -3), slice(None, None, 2),
            slice(1, None, 3),
            slice(None, None, -1), slice(5, 1, -2), slice(-1, -5, -1), slice(100), slice(-100, 100),
            slice(5, 2), slice(2, 5, -1)):
    print(cut, repr(letters[cut]), cut.indices(len(letters)), list(range(8))[cut] == [*range(8)[cut]])
print(letters[2:5] == "cde", letters[:] is letters, [1, 2][:] is [1, 2], (t := (1, 2))[:] is t, range(10)[2:8:2],
      range(10)[::-1][1:3])
print((1, 2, 3, 4)[1:-1], b"bytes"[1:3], [0, 1, 2, 3][-3:-1], "x"[5:], ""[::-1], range(20)[5:15][::3][1],
      letters[1:7][1:5][1:3])
part = slice(1, 10, 2)
print(part.start, part.stop, part.step, part == slice(1, 10, 2), part < slice(2, 0, 0), repr(slice("a", None, [1])))


class Shower:
    def __getitem__(self, key):
        return key


shower = Shower()
print(shower[1], shower[1:2], shower[::], shower[1:2, 3], shower[..., None], shower[:, 1:], shower[()],
      shower["a":"b":"c"])


class Number:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


print(letters[Number(1):Number(6):Number(2)], letters[True:3], letters[:10 ** 30], letters[-10 ** 30:2])


def chunks(items, size):
    return [items[i:i + size] for i in range(0, len(items), size)]


def windows(items, size):
    return [items[i:i + size] for i in range(len(items) - size + 1)]


def rotate(items, n):
    n %= len(items)
    return items[n:] + items[:n]


print(chunks(letters, 3), windows([1, 2, 3, 4], 2), rotate(letters, 3), rotate([1, 2, 3], -1))
print([row[::-1] for row in ["abc", "de"]][::-1], letters[::2] + letters[1::2],
      "".join(a + b for a, b in zip(letters[::2], letters[1::2])))
for text in ("letters[::0]", "letters['a':]", "letters[1.0:]", "part.indices(-1)", "hash(part)", "slice()",
             "{part: 1}", "5[1:2]", "{}[1:2]",
             "{1, 2}[0:1]", "part < 5", "slice(1, 2, 0).indices(5)", "letters[1, 2]"):
    try:
        print(text, "->", eval(text))
    except (ValueError, TypeError, KeyError) as error:
        print(text, "->", type(error).__name__, error)
