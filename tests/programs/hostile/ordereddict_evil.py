"""OrderedDict and defaultdict changed by their keys, factories and subclasses while they work."""
from collections import OrderedDict, defaultdict, Counter, ChainMap
def attempt(text):
    global d
    d = OrderedDict.fromkeys("abcd", 0)
    try: exec(text, globals())
    except Exception as error: print(text, type(error).__name__, error)
    print(text, list(d) if isinstance(d, dict) else d)
class Key:
    def __init__(self, act): self.act = act
    def __hash__(self): return hash("b")
    def __eq__(self, other):
        self.act()
        return False
class Fails(dict):
    def __getitem__(self, key): raise ArithmeticError("getitem")
    def __setitem__(self, key, value): raise ArithmeticError("setitem")
for text in ("for k in d: d[k + 'x'] = 1", "for k in d: del d[k]", "for k in d: d.move_to_end(k)",
             "for k in reversed(d): d.popitem()", "it = iter(d); next(it); d.clear(); next(it)",
             "it = iter(d); d.pop('a'); print(next(it))", "d.move_to_end('zz')",
             "d.move_to_end('a', last=False); d.move_to_end('a')", "d.move_to_end([])",
             "d.popitem(last=False); d.popitem(5)", "d.clear(); d.popitem()",
             "d['self'] = d; print(d); print(repr(d.copy())[:60])",
             "d.update(d)", "d |= d", "d | 5", "5 | d", "d == {'a': 0, 'b': 0, 'c': 0, 'd': 0} and print('equal')",
             "print(d == OrderedDict(reversed(d.items())), d != 5)", "d.__init__(d)", "d.__init__([('z', 1)], a=5)",
             "d.__init__(5)", "d.__init__(1, 2)", "dict.__setitem__(d, 'hidden', 1); print(len(d), list(d))",
             "dict.__delitem__(d, 'b'); print(len(d)); print(list(d))", "dict.clear(d); print(len(d)); print(list(d))",
             "d.__dict__['x'] = 1; d.y = 2; print(d.copy().__dict__)",
             "print(d.__reduce__()[0].__name__, d.__sizeof__() > 0, type(d.keys()).__name__)", "d.fromkeys(5)",
             "d = OrderedDict.fromkeys('ab', d)['a'] is d",
             "d = defaultdict(5)", "d = defaultdict(None); d['a']",
             "d = defaultdict(lambda: d.clear() or 5); d[1] = 1; print(d[2], d)",
             "d = defaultdict(lambda: d['again']); d['x']", "d = defaultdict(list); d['self'] = d; print(d)",
             "d = defaultdict(list, 5)", "d = defaultdict(int); d[[]]", "d = defaultdict(lambda a: 1); d[1]",
             "d = defaultdict(ZeroDivisionError); print(repr(d['k'])); d.default_factory = 5; d['z']",
             "del (d := defaultdict(int)).default_factory; d['q']",
             "d = defaultdict(int, {1: 2}) | {3: 4}; print(type(d).__name__, d)",
             "d = {1: 1} | defaultdict(int, {3: 4}); print(type(d).__name__)",
             "d = Counter(a='x'); d.most_common(1); d['a'] += 1",
             "d = Counter('aab'); d.subtract('aaa'); print(d, +d, -d); d.update(5)", "d = Counter(a=1) + 5",
             "d = ChainMap({}, {'a': 1}); d.pop('a')", "d = ChainMap(); d.maps.append(d); d['x']",
             "d = OrderedDict(Fails(a=1))", "d.update(Fails(a=5)); print(d['a'])",
             "d = type('S', (OrderedDict,), {'__missing__': lambda s, k: s.clear() or k})"
             "('ab' and [('a', 1)]); print(d['q'])",
             "d = type('S', (OrderedDict,), {'__iter__': lambda s: iter('zz')})(a=1); "
             "print(d, list(d.keys()), d.copy())",
             "d = type('S', (OrderedDict,), {'__delitem__': lambda s, k: None})(a=1); "
             "print(d.pop('a')); print(len(d))"):
    attempt(text)
