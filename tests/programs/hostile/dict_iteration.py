"""Dicts and their views changed while something walks over them."""
def attempt(text):
    global d
    d = dict.fromkeys("abcd", 0)
    try:
        exec(text, globals())
    except Exception as error:
        print(text, type(error).__name__, error)
    print(text, d)
for text in ["for k in d: d[k] = 1", "for k in d: d[k * 2] = 1", "for k in d: del d[k]",
             "for k in d: d.pop(k); d[k + 'x'] = 1", "for v in d.values(): d.clear()",
             "for k, v in d.items(): d.update(z=1)",
             "it = iter(d); next(it); d['e'] = 1; print(it.__length_hint__()); next(it)",
             "it = iter(d); d.clear(); print(next(it, 'end'))",
             "it = iter(d); list(it); d['e'] = 1; print(next(it, 'end'))",
             "for k in reversed(d): d.popitem()", "d.update((k, d.clear()) for k in 'ab')",
             "d |= ((k, 1) for k in list(d))", "d.update(d)", "print(sorted(d, key=lambda k: d.pop(k)))",
             "print([d.pop(k) for k in list(d)])", "d.update([(1, 2), (3,)])", "d.update([1])", "d.update(5)",
             "d.update({1: 2}, x=3)", "d[[]] = 1", "d[{}]", "d.pop([], 1)", "d.setdefault([])", "print({d: 1})",
             "print(d.keys() | d.keys(), sep='') if 0 else None",
             "print(d.keys() == set('abcd'), d.items() >= {('a', 0)}, d.keys().isdisjoint('xyz'))",
             "print(list(zip(d, d.values(), d.items()))[1])", "print(d.popitem(), d.popitem()); d['n'] = d",
             "del d['a'], d['zz']", "d.__init__(d, q=1)", "d.__init__([['x', 1]])",
             "print(dict(zip(d, range(9)), **{'a': 'over'}))", "print(dict(**{1: 2}))",
             "print((lambda **k: k)(**d, **{'a': 1}))"]:
    attempt(text)
class Keys:
    def __init__(self, keys): self.list = keys
    def keys(self): return self.list
    def __getitem__(self, key):
        d.clear()
        return key
for keys in (["a", "b"], iter("ab"), 5, None, [[], 1]):
    d = {1: 1}
    for call in (lambda: d.update(Keys(keys)), lambda: dict(Keys(keys)), lambda: (lambda **k: k)(**Keys(keys))):
        try:
            print(call(), d)
        except Exception as error:
            print(type(error).__name__, error, d)
