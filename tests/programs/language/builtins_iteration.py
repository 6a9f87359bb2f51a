# enumerate, zip, map, filter, reversed, any, all, sum, min, max, range: laziness, keys, defaults, errors.
names, ages = ["ann", "bob", "cid"], [30, 25]
print(list(enumerate(names)), list(enumerate("ab", start=5)), dict(enumerate(names, -1)))
print(list(zip(names, ages)), list(zip()), list(zip("ab")), list(zip("abc", range(10), [True, False])),
      dict(zip(names, ages)))
print(list(map(len, names)), list(map(max, [1, 5], [3, 2], [2, 9])), list(map(lambda *a: a, "ab", "xyz")),
      list(filter(None, [0, 1, "", "x", []])))
print(list(filter(lambda n: n % 2, range(6))), list(reversed(names)), list(reversed(range(0, 10, 3))),
      list(reversed({"a": 1, "b": 2})), "".join(reversed("abc")))
print(any([]), all([]), any([0, "", 3]), all([1, "x", []]), sum([1, 2], 10), sum([[1], [2]], []), sum((0.5, 1)),
      sum(range(101)), sum([], 0.5))
print(min(3, 1, 2), max("pear", "fig", key=len), min([], default="none"), max([(1, "b"), (1, "a")]), min("b", "a"),
      max([3, 9, 9.0]), min({5: 0, 2: 1}))
print(range(5), list(range(2, 10, 3)), list(range(5, 0, -2)), range(0), len(range(0, 100, 7)), 49 in range(0, 100, 7),
      range(10)[-1], range(3) == range(0, 3, 1))
print(range(1, 10, 4).index(5), range(5).count(3), range(0, 5, 2) == range(0, 6, 2),
      hash(range(3)) == hash(range(0, 3)), range(10 ** 20)[10 ** 19], 2.0 in range(5))
log = []


def watch(x):
    log.append(x)
    return x


lazy = map(watch, filter(watch, [0, 1, 2]))
print(log, next(lazy), log, list(lazy), log)
first, second = zip(*[(1, "a"), (2, "b"), (3, "c")])
print(first, second, [a + b for a, b in zip(first, first[1:])])
source = iter(range(6))
print(list(zip(source, source)), list(zip([1, 2], [3, 4], strict=True)), all(a <= b for a, b in zip(ages, ages[1:])))
source = iter("abcdef")
print(list(zip("xy", source)), next(source), list(zip(source, "x")), next(source))
print(max(range(-5, 4), key=abs), min(names, key=lambda n: n[::-1]), max(enumerate([3, 9, 2]), key=lambda p: p[1])[0],
      sorted(range(5), key=lambda n: n % 2))
print(list(map(int, "1 2 3".split())), [*map(pow, [2, 3], [3, 2])], [*map(str.upper, "ab")],
      next(filter(str.isdigit, "ab3d"), None))
for text in ("max([])", "max(1)", "min()", "sum(['a'], '')", "sum(['a'])", "sum([], 'start')", "sum(5)",
             "zip([1], 5)", "list(zip([1], [], strict=True))", "list(zip([], [1], strict=True))",
             "list(map(5, [1]))", "map(len)", "filter(None)", "enumerate(5)", "enumerate('a', 'b')", "reversed({1})",
             "reversed(iter([]))", "any(5)", "range()",
             "range(1.0)", "range(1, 2, 0)", "range(3)[5]", "range(3).index(7)", "max(1, 'a')",
             "max(1, 2, default=3)", "next([])", "max([1], key=5)"):
    try:
        print(text, "->", eval(text))
    except (TypeError, ValueError, IndexError) as error:
        print(text, "->", type(error).__name__, error)
