# itertools on small inputs: endless, cutting, grouping, combining; and the same written out as generators.
import itertools as it

print(list(it.islice(it.count(5, 2), 4)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat("x", 3)),
      list(it.islice("abcdefg", 1, 6, 2)))
print(list(it.chain("ab", [1], ())), list(it.chain.from_iterable(["ab", "c"])),
      list(it.compress("abcd", [1, 0, True, ""])))
print(list(it.takewhile(lambda n: n < 3, [1, 2, 5, 1])), list(it.dropwhile(lambda n: n < 3, [1, 2, 5, 1])),
      list(it.filterfalse(lambda n: n % 2, range(5))))
print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([3, 1, 4], max)), list(it.accumulate("abc", initial="")),
      list(it.starmap(pow, [(2, 3), (3, 2)])))
print([(key, list(group)) for key, group in it.groupby("aaabbca")],
      {k: len([*g]) for k, g in it.groupby([1, 3, 2, 5], lambda n: n % 2)})
print(list(it.pairwise("abcd")), list(it.zip_longest("abc", [1], fillvalue="-")),
      ["".join(p) for p in it.product("ab", "xy")], list(it.product([0, 1], repeat=2)))
print(["".join(p) for p in it.permutations("abc")], ["".join(c) for c in it.combinations("abcd", 2)],
      list(it.combinations_with_replacement("ab", 2)))
first, second = it.tee(iter([1, 2, 3]))
print(next(first), next(first), list(second), list(first), list(it.permutations([1, 2], 3)),
      list(it.combinations([], 0)))
groups = it.groupby([1, 1, 2])
key, group = next(groups)
next(groups)
print(list(group))


def own_permutations(items, n):
    if n == 0:
        yield ()
    for i in range(len(items)):
        for rest in own_permutations(items[:i] + items[i + 1:], n - 1):
            yield items[i], *rest


def own_combinations(items, n):
    if n == 0:
        return [()]
    return [(item, *rest) for i, item in enumerate(items) for rest in own_combinations(items[i + 1:], n - 1)]


def own_product(*pools):
    results = [()]
    for pool in pools:
        results = [(*result, item) for result in results for item in pool]
    return results


def own_groups(items, key=lambda item: item):
    group = []
    for item in items:
        if group and key(item) != key(group[-1]):
            yield key(group[-1]), group
            group = []
        group.append(item)
    if group:
        yield key(group[-1]), group


for n in range(4):
    assert list(own_permutations("abc", n)) == list(it.permutations("abc", n))
    assert own_combinations("abcd", n) == list(it.combinations("abcd", n))
print(own_product("ab", [1, 2]) == list(it.product("ab", [1, 2])), list(own_groups([1, 1, 2, 1])))
for action in (lambda: list(it.islice("a", -1)), lambda: it.combinations("a", -1), lambda: list(it.starmap(pow, [5])),
               lambda: it.count("a"), lambda: it.repeat(),
               lambda: list(it.chain.from_iterable([1])), lambda: it.tee(5), lambda: it.product("a", repeat=-1),
               lambda: list(it.accumulate([1, "a"]))):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
