"""Keys whose __eq__ and __hash__ change the dict that is looking for them."""
class Key:
    def __init__(self, name, act): self.name, self.act = name, act
    def __hash__(self): return 1
    def __repr__(self): return self.name
    def __eq__(self, other):
        act, self.act = self.act, None
        if act: act()
        return isinstance(other, Key) and self.name == other.name
def clear(): d.clear()
def grow(): d.update((n, n) for n in range(100, 130))
def pop(): (d.popitem() if d else None)
def add(): d.__setitem__(Key("late", None), 0)
def raising(): raise ArithmeticError("in __eq__")
d = {}
for act in (clear, grow, pop, add, raising):
    for text in ("d[b]", "d.get(b)", "b in d", "d.setdefault(b, 5)", "d.pop(b, None)", "d.__setitem__(b, 6)",
                 "d.__delitem__(b)", "d.update({b: 1})", "d == {b: 1, 2: 2}", "d | {b: 3}", "d.copy()[b]",
                 "d.keys() & {b}",
                 "d.keys() - [b]", "d.items() & {(b, 1)}", "(b, 1) in d.items()", "dict.fromkeys([b, b, 1], 0)",
                 "{**d, b: 1}"):
        d = {Key("a", act): 1, Key("c", act): 2}
        b = Key("b", None)
        try:
            result = repr(eval(text))
        except (KeyError, RuntimeError, ArithmeticError, TypeError) as error:
            result = f"{type(error).__name__} {error}"
        print(act.__name__, text, result[:90], len(d))
