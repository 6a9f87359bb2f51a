# Views: live, set-like, and their iterators.
d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, ["a", 1] in i, list(reversed(k)),
      list(reversed(v)), list(reversed(i)))
d["d"] = 4; del d["a"]
print(k, v, i, sorted(k & {"b", "z"}), sorted(k | {"z"}), sorted(k - {"b"}), sorted(k ^ {"b", "z"}),
      sorted(i & {("b", 2)}), sorted({"b"} & k))
print(k == {"b", "c", "d"}, k <= {"b", "c", "d", "e"}, k > {"b"}, k != {"b"}, k == ["b"], i == d.items(),
      v == d.values(), k.isdisjoint("xyz"), k.isdisjoint(["b"]))
print(sorted(i ^ {"b": 2, "q": 1}.items()), sorted(k - ["c"]), type(k & k), i.isdisjoint(k), k.mapping, type(k.mapping))
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: k[0], lambda: k + k, lambda: v & v, lambda: k < 3, lambda: hash(k), lambda: {"a": []}.items() & {1},
          lambda: {"a": []}.items() | set(), lambda: k & 3, lambda: type(k)(), lambda: k.mapping["b"]):
    attempt(f)
pairs = list(zip(d.items(), d.items()))
print(pairs, [x is y for x, y in pairs])
it = iter(d.items())
first = next(it); second = next(it)
print(first is second, first, second, next(reversed(d.items())), dict(zip(d.values(), d)))
d = {}
d["v"] = d.values()
print(d.items(), d)
