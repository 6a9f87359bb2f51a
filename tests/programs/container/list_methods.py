# Methods of list, and what they say when they fail.
a = [3, 1, 2]
a.insert(-1, 9); a.insert(100, 8); a.insert(-100, 7); print(a)
print(a.pop(), a.pop(0), a.index(9), a.count(1), a.remove(9), a, a.copy() == a, a.copy() is a)
a.reverse(); print(a, a * 2, 0 * a, a + [5], [*a, *a])
a *= 3; print(a); a += (i for i in "xy"); print(a); a.clear(); print(a)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for f in (lambda: [].pop(), lambda: [1].pop(3), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1][5],
          lambda: [1]["a"],
          lambda: [1] + (2,), lambda: [1].insert("a", 1), lambda: [1].extend(3), lambda: list(1, 2), lambda: list(a=1),
          lambda: [1].index(1, "a"), lambda: [1] * "a", lambda: [1] < (1,), lambda: hash([]), lambda: [1].sort(1),
          lambda: [1].sort(foo=1), lambda: [1, "a"].sort(), lambda: [].sort(reverse="x"), lambda: [1].append(),
          lambda: iter([1]).__setstate__(1.5)):
    attempt(f)
def assign(i, v):
    b = [1, 2, 3, 4]
    b[i] = v
    return b
def delete(i):
    b = [1, 2, 3, 4]
    del b[i]
    return b
for i, v in ((1, 9), (-4, 9), (4, 9), (slice(1, 3), "abc"), (slice(None, None, 2), "ab"), (slice(None, None, 2), "abc"),
             (slice(3, 1), [7]), (slice(0, 2), 5),
             (slice(None, None, -1), range(4)), (slice(0, 2, 2), 5), ("a", 1), (slice(1, 2, 0), [])):
    attempt(lambda: assign(i, v))
for i in (0, -1, 4, slice(1, 3), slice(None, None, 2), slice(None, None, -2), slice(3, 0, -1), "a", slice(5, 1, 2)):
    attempt(lambda: delete(i))
