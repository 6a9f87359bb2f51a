"""Sets changed by the items they compare, and while they are walked."""
class Item:
    def __init__(self, name, act=None): self.name, self.act = name, act
    def __hash__(self): return 3
    def __repr__(self): return self.name
    def __eq__(self, other):
        act, self.act = self.act, None
        if act: act()
        return self is other
def clear(): s.clear()
def grow(): s.update(range(50, 90))
def drop(): s and s.pop()
def raising(): raise ArithmeticError("in __eq__")
s = set()
for act in (clear, grow, drop, raising):
    for text in ("s.add(b)", "b in s", "s.discard(b)", "s.remove(b)", "s | {b}", "s & {b}", "s - {b}", "s ^ {b}",
                 "s == {b, 2}", "s <= {b, 1, 2}", "s.update([b, 4])", "s.intersection_update([b])",
                 "s.difference_update([b])",
                 "s.symmetric_difference_update([b])", "s.isdisjoint([b])", "s.issuperset([b])", "{*s, b}",
                 "frozenset(s) | {b}"):
        s = {Item("a", act), Item("c", act)}
        b = Item("b")
        try:
            result = type(eval(text)).__name__
        except (KeyError, RuntimeError, ArithmeticError) as error:
            result = f"{type(error).__name__} {error}"
        print(act.__name__, text, result, len(s))
for text in ("for v in s: s.add(v + 10)", "for v in s: s.discard(v)", "s -= s", "s ^= s", "s &= s", "s |= s",
             "s.update(s)", "s.difference_update(s, [1])", "s.add(s)", "s.add([])", "s in s", "s.discard({1})",
             "s.remove({9})",
             "it = iter(s); next(it); s.clear(); next(it)",
             "it = iter(s); s.add(99); print(it.__length_hint__()); next(it)", "s.pop(); s.pop(); s.pop(); s.pop()",
             "s.__init__(s)", "s.__init__('ab')", "s < 5", "s | [1]", "s |= [1]"):
    s = {1, 2, 3}
    try:
        exec(text)
    except Exception as error:
        print(text, type(error).__name__, error)
    print(text, len(s))
