# Sets and frozensets: algebra by operators and methods, comparison as subsets, changes, and elements that cannot be.
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, b - a, a ^ b, a.union([9], "x"), a.intersection(b, [4]), a.difference(b, [1]),
      a.symmetric_difference([1, 7]))
print({1, 2} <= a, {1, 2} < a, a <= a, a < a, a >= b, a == {4, 3, 2, 1}, a != b, a.issubset(range(9)),
      a.issuperset([1]), a.isdisjoint([8]), a > {1})
print(len(set("mississippi")), sorted(set("mississippi")), 3 in a, 9 not in a, set(), {1, 1.0, True}, set([1, 2, 1]),
      {*a, *b}, {(1, 2), 3})
a.add(10)
a.add(10)
a.discard(1)
a.discard("not there")
a.remove(2)
print(a, a.pop() in (3, 4, 10), len(a))
a.update([1], (2,), {3: 0})
a.intersection_update(range(5))
a.difference_update([3])
a.symmetric_difference_update({2, 77})
print(sorted(a), a.copy() == a, a.copy() is a, a.clear(), a)
f = frozenset([1, 2])
print(f, f | {3}, {3} | f, type(f | {3}).__name__, type({3} | f).__name__, f == {1, 2}, {f: "key"}[frozenset([2, 1])],
      {1, 2} in {f}, frozenset(f) is f)
print({frozenset(pair) for pair in [(1, 2), (2, 1), (3, 3)]} == {frozenset({1, 2}), frozenset({3})}, frozenset(),
      {x % 3 for x in range(10)})
print(hash(frozenset([1, 2])) == hash(frozenset([2, 1])), sum({1, 2, 3}), max({"a", "c"}),
      sorted({3, 1, 2}, reverse=True), list({5: 0} | {6: 1}))

edges = [("a", "b"), ("b", "c"), ("x", "y")]
groups = []
for edge in edges:
    touching = [g for g in groups if g & set(edge)]
    groups = [g for g in groups if g not in touching] + [set(edge).union(*touching)]
print([sorted(g) for g in groups])


def powerset(items):
    result = {frozenset()}
    for item in items:
        result |= {subset | {item} for subset in result}
    return result


print(len(powerset("abcd")), sorted(sorted(s) for s in powerset("abc")))
seen = set()
print([x for x in [3, 1, 3, 2, 1] if not (x in seen or seen.add(x))])
for text in ("{[]}", "{{1}}", "set().pop()", "{1}.remove(2)", "{1} | [2]", "{1} + {2}", "{1} < [1]", "set(5)",
             "frozenset()[0]", "hash({1})", "frozenset().add(1)",
             "{1}.union(5)", "{1} & 'a'", "set(1, 2)", "{1} <= 5", "{1}.add([])", "[] in {1}", "{1}.remove({1})",
             "set().intersection(1)"):
    try:
        print(text, "->", eval(text))
    except (TypeError, KeyError, AttributeError) as error:
        print(text, "->", type(error).__name__, error)
try:
    for item in b:
        b.add(item + 100)
except RuntimeError as error:
    print(error)
