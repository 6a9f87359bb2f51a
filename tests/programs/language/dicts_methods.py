# Dict methods: making, order of keys, merging, setdefault, popitem, update, fromkeys, views, deletion while looping.
d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 10
print(d, list(d), list(d.values()), list(d.items()), len(d), "a" in d, 2 in d.values(), ("a", 2) in d.items(),
      list(reversed(d)))
del d["b"]
d["b"] = 11
print(d, d.get("x"), d.get("x", 0), d.setdefault("a", 9), d.setdefault("z", []), d.pop("z"), d.pop("z", None),
      d.popitem(), d)
d.update({"a": 5}, e=6)
d.update([("f", 7), "gh"])
print(d, d | {"a": 0}, {"a": 0} | d, d.copy() == d, dict.fromkeys("xyx", 0), dict.fromkeys([1]),
      dict([(1, 2), [3, 4]]), dict(zip("ab", (1, 2))))
d |= {"a": "merged"}
print(d, {1: "int", 1.0: "float", True: "bool"}, {(1, 2): "tuple", None: 0, frozenset("a"): 1, ...: 2}, {} == dict(),
      {"a": 1, "b": 2} == {"b": 2, "a": 1})

keys, values, items = d.keys(), d.values(), d.items()
d["new"] = 1
print(keys, "new" in keys, len(values), keys & {"a", "zz"}, sorted(keys | {"k"}), sorted(keys - {"a"}),
      sorted(keys ^ {"new", "k"}), keys >= {"a"})
print(items & {("new", 1)}, {"a"}.isdisjoint(keys), keys == set(d), items == d.items(), values == d.values(),
      keys.mapping["e"])

counts = {}
for letter in "mississippi":
    counts[letter] = counts.get(letter, 0) + 1
groups = {}
for word in "apple avocado banana blueberry cherry".split():
    groups.setdefault(word[0], []).append(word)
print(counts, max(counts, key=counts.get), sorted(counts.items(), key=lambda p: (-p[1], p[0])), groups)
print({v: k for k, v in counts.items()}, {k: v for k, v in counts.items() if v > 1},
      {n: {m: n * m for m in range(2)} for n in range(2)})
nested = {"a": {"b": {"c": 42}}}
print(nested["a"]["b"]["c"], nested.get("x", {}).get("y"), [*nested], {**nested, "a": 1}, str(nested),
      nested["a"].keys())
loop = {}
loop["self"] = loop
print(loop)


def change(action):
    table = {n: n for n in range(4)}
    try:
        for key in table:
            action(table, key)
        return table
    except RuntimeError as error:
        return error


print(change(lambda t, k: t.pop(k)), change(lambda t, k: t.update({k + 10: 0})),
      change(lambda t, k: t.update({k: "x"})))
for text in ("{}['a']", "{}.popitem()", "{}.pop(1)", "{[]: 1}", "{{}: 1}", "dict(5)", "dict([1])",
             "dict([(1, 2, 3)])", "{} < {}", "{} + {}",
             "{}.update(5)", "dict(a=1, **{'a': 2})", "{} | [(1, 2)]", "{}.get()", "{1: 2}.key", "del_missing",
             "hash({})", "keys[0]", "dict.fromkeys(5)"):
    try:
        print(text, "->", eval(text))
    except (KeyError, TypeError, ValueError, AttributeError, NameError) as error:
        print(text, "->", type(error).__name__, error)
