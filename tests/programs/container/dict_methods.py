# Methods of dict, and what they say when they fail.
d = dict(a=1, b=2)
print(d, d["a"], d.get("z"), d.get("z", 0), d.setdefault("c", 3), d.setdefault("a", 9), "a" in d, "z" in d, len(d))
print(d.pop("a"), d.pop("a", None), d.popitem(), d, d.update({"x": 1}, y=2), d, d.copy() == d, d.fromkeys("ab"),
      dict.fromkeys([1, 2], 0))
print(d | {"b": 0}, {1: 2} | {1: 3, 4: 5}, list(d), list(reversed(d)), {**d, "b": 7}, dict([("p", 1), "qr"]), {} == {},
      {1: 1.0} == {1.0: 1})
d["b"] = 5; del d["x"]; d["x"] = 6; print(d); d |= [("new", 1)]; print(d)
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: {}["k"], lambda: {}[1, 2], lambda: {}.pop("k"), lambda: {}.popitem(), lambda: {[]: 1}, lambda: {}[[]],
          lambda: {}.get([]), lambda: [] in {},
          lambda: {}.pop([]), lambda: {1: 2}.pop([]), lambda: dict(1), lambda: dict([1]), lambda: dict([(1, 2, 3)]),
          lambda: dict({}, {}), lambda: {}.update(1, 2),
          lambda: {} | [], lambda: {} < {}, lambda: hash({}), lambda: dict.fromkeys(1), lambda: {}.setdefault(),
          lambda: {}.get(), lambda: dict(**{1: 2}), lambda: {}.update([[]]),
          lambda: {}.__delitem__("k"), lambda: {1: 2}.keys(3), lambda: [].__iter__().keys()):
    attempt(f)
class D(dict):
    def __missing__(self, key): return f"no {key}"
e = D(a=1)
print(e["a"], e["b"], e.get("b"), "b" in e, e, type(e.copy()), D.fromkeys("xy"), type(D.fromkeys("x")), type(e | {}))
d = {1: "one", True: "yes", 1.0: "float", "1": "str"}
print(d)
d = {}
d["self"] = d
print(d, [d], d.values())
