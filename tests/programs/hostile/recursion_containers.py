"""Containers that are nested deeply or hold themselves: repr, compare, hash, copy."""
import copy
a = []; a.append(a)
b = []; b.append(b)
print(a, a == a, len(repr(a)))
d = {}; d["self"] = d
print(d, d == d)
t = ([],); t[0].append(t)
print(t)
for left, right in [(a, b), (d, {"self": d}), (t, copy.copy(t))]:
    try:
        print(left == right)
    except RecursionError as error:
        print("compare:", error)
try:
    print([a] < [b])
except RecursionError as error:
    print("less:", error)
deep = ()
for _ in range(3000):
    deep = (deep,)
for operation in (hash, repr, lambda v: v == copy.copy(v), lambda v: isinstance(1, v)):
    try:
        print(type(operation(deep)))
    except RecursionError as error:
        print(error)
    except TypeError as error:
        print("TypeError", error)
c = copy.deepcopy(a)
print(c[0] is c, copy.deepcopy(d)["self"]["self"] == {} if False else "copied")
values = {}; values["v"] = values.values()
print(values)
class L(list): pass
l = L(); l += [l, {1: l}]
print(l)
s = frozenset([frozenset([frozenset()])])
print(s, {s: s} == {s: s})
print(type(l * 2), a * 2 == [a, a], a + a == [a, a], a[::-1] is a, a.index(a), a.count(a))
