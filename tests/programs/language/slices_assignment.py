# Assigning to and deleting slices: growing, shrinking, steps, own elements, iterables, and what is refused.
def changed(action, start=8):
    items = list(range(start))
    try:
        action(items)
    except (ValueError, TypeError) as error:
        return f"{type(error).__name__}: {error}; {items}"
    return items


def assign(cut, value):
    def action(items):
        items[cut] = value(items) if callable(value) else value
    return action


def delete(cut):
    def action(items):
        del items[cut]
    return action


print(changed(assign(slice(2, 4), "ab")))
print(changed(assign(slice(2, 4), ["many", "more", "items", "here"])))
print(changed(assign(slice(2, 6), [])))
print(changed(assign(slice(3, 3), ["inserted"])))
print(changed(assign(slice(0, 0), (-2, -1))))
print(changed(assign(slice(100, None), "end")))
print(changed(assign(slice(None), range(3))))
print(changed(assign(slice(None, None, 2), "wxyz")))
print(changed(assign(slice(None, None, -1), list("reversed"))))
print(changed(assign(slice(6, 2, -2), (n * n for n in (3, 4)))))
print(changed(assign(slice(5, 2), ["between"])))
print(changed(assign(slice(1, 3), lambda items: items)))
print(changed(assign(slice(None, None, 2), lambda items: items[1::2])))
print(changed(assign(slice(2, 3), {"key": "value"})))
print(changed(delete(slice(2, 5))), changed(delete(slice(None, None, 3))), changed(delete(slice(-2, None))),
      changed(delete(slice(6, 0, -2))))
print(changed(delete(slice(5, 2))), changed(delete(slice(None))), changed(delete(slice(1, None, 100))))
print(changed(assign(slice(None, None, 2), "short")))
print(changed(assign(slice(None, None, -1), [])))
print(changed(assign(slice(1, 3), 5)))
print(changed(assign(slice(1, 5, 2), 5)))
print(changed(assign(slice("a", 3), [])))
print(changed(assign(slice(None, None, 0), [])))

rows = [[0] * 3] * 2
rows[0][1] = "shared"
print(rows)
rows = [[0] * 3 for _ in range(2)]
rows[0][1:] = "xy"
print(rows)
data = list("hello world")
data[0], data[-1] = data[-1], data[0]
data[5:6] = ["_"]
data[::2], data[1::2] = data[1::2] + ["?"], data[::2][:-1]
print("".join(data))


def sieve(limit):
    marks = [True] * (limit + 1)
    marks[:2] = [False, False]
    for n in range(2, int(limit ** 0.5) + 1):
        if marks[n]:
            marks[n * n::n] = [False] * len(marks[n * n::n])
    return [n for n, prime in enumerate(marks) if prime]


print(sieve(50))
