# OrderedDict: what it is, its methods, its order, and what they refuse.
from collections import OrderedDict
import collections.abc
import _collections

print(OrderedDict, OrderedDict is _collections.OrderedDict, OrderedDict.__module__, OrderedDict.__mro__)
print(OrderedDict.__flags__ & ~(1 << 19))
print(OrderedDict.__basicsize__, OrderedDict.__dictoffset__, OrderedDict.__weakrefoffset__, list(vars(OrderedDict)))
for name, value in vars(OrderedDict).items():
    print(name, type(value).__name__, getattr(value, "__text_signature__", None))
print(issubclass(OrderedDict, collections.abc.MutableMapping), OrderedDict[int, str], OrderedDict.__hash__)


def show(text):
    try:
        print(text, "->", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e.args)


def made(text="abcd"):
    return OrderedDict(zip(text, range(len(text))))


for text in ["", "1, 2", "1", "[1]", "[()]", "[(1,)]", "[(1, 2, 3)]", "['ab', iter('cd')]", "{}", "{'a': 1}, b=2",
             "a=1", "self=1", "None"]:
    show(f"OrderedDict({text})")
    show(f"made('xy').update({text})")
for text in ["", "'a'", "'a', 5", "'z'", "'z', 5", "'z', default=5", "key='b'", "key='q', default=None", "default=1",
             "(1, 2)", "[]", "'z', 1, 2", "foo=1"]:
    for name in "pop", "setdefault", "move_to_end", "popitem":
        show(f"made().{name}({text})")
for text in ["last=False", "last=True", "last=0", "0", "[]", "'a', False", "'d', last=False", "'c', last=()",
             "(1, 2), False"]:
    show(f"made().popitem({text})")
    show(f"made().move_to_end({text})")
for text in ["", "'ab'", "'ab', 1", "iterable='ab', value=[]", "{1: 2}, 3", "{5, 6}", "range(3), None, 2", "1",
             "value=1"]:
    show(f"OrderedDict.fromkeys({text})")
for text in """made() == made()
made('ab') == made('ba')
made('ab') != {'b': 1, 'a': 0}
made('ab') == {'b': 1, 'a': 0}
{'b': 1, 'a': 0} == made('ab')
made('ab') == OrderedDict(b=1, a=0)
made('ab') != OrderedDict(b=1, a=0)
made('ab') != made('ab')
made() == 1
made() < made()
made('ab') | {'z': 1, 'a': 2}
{'z': 1, 'a': 2} | made('ab')
made('ab') | made('bc')
made('ab') | [('q', 1)]
[] | made()
made().__or__([])
made().__ror__({1: 2})
made().__ior__([(1, 2)])
hash(made())
made()['z']
made().get('z')
made().get('b')
'a' in made(), 'z' in made()
[] in made()
list(made().__reversed__())
list(reversed(made()))
made().__sizeof__()
made().__reduce__()[:4]
OrderedDict().popitem()
OrderedDict().popitem(False)
OrderedDict().pop((1, 2))
OrderedDict().move_to_end((1, 2))
OrderedDict().move_to_end([])
OrderedDict().pop([])
made().move_to_end([])
made().__delitem__((1, 2))
made().__delitem__([])
made().__delitem__('a')
made().__setitem__([], 1)
OrderedDict.update()
OrderedDict.update({}, {})
OrderedDict.__init__(made(), [(1, 2)])
""".splitlines():
    show(text)
d = made("abcdef")
d.move_to_end("b")
print(d)
d.move_to_end("e", last=False)
print(d, list(d), list(reversed(d)))
del d["d"]
d["d"] = 9
d["a"] = 7
print(d)
print(d.popitem(), d.popitem(last=False), d.pop("c"), d.pop("zz", None), d)
d |= {"n": 1}
d |= [("m", 2), ("n", 3)]
print(d)
print(d.setdefault("n", 8), d.setdefault("o"), d.setdefault("p", []), d)
e = d.copy()
e["x"] = e
d["self"] = [d]
print(e, d, type(e))
d.clear()
print(d, len(d), list(d.items()))
d["again"] = 1
print(d)

d = made("xyz")
for view in d.keys(), d.values(), d.items():
    print(type(view), type(view).__mro__, view, len(view), list(view), list(reversed(view)))
    print(list(vars(type(view))), view.mapping)
print(d.keys() & {"x", "q"}, sorted(d.keys() | "qr"), d.items() - {("x", 0)} == {("y", 1), ("z", 2)})
print(d.keys() == {"x", "y", "z"}, d.keys().isdisjoint("ab"), d.items() ^ made("xy").items(), d.keys() <= {*"wxyz"})
print("x" in d.keys(), ("x", 0) in d.items(), 2 in d.values(), repr(OrderedDict().items()))
print(type(iter(d)), hasattr(iter(d), "__length_hint__"), list(vars(type(iter(d)))))
for kind in type(d.keys()), type(iter(d)):
    try: kind()
    except TypeError as e: print(e)
print([*d], {**d}, dict(d), list(d.items()), (lambda **k: k)(**d), dict(d, x=5), OrderedDict(d.items()) == d)
print([pair for pair in d.items()], list(zip(d.items(), d.items())))
