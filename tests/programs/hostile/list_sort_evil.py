"""Lists changed while they are sorted, by keys, comparisons and finalizers."""
class Key:
    def __init__(self, v): self.v = v
    def __lt__(self, other):
        items.append(self)
        return self.v < other.v
def attempt(call):
    try:
        print(call(), len(items))
    except Exception as error:
        print(type(error).__name__, error, len(items))
items = [Key(3), Key(1), Key(2)]
attempt(lambda: items.sort())
items = [3, 1, 2]
attempt(lambda: items.sort(key=lambda v: items.clear() or v))
items = [3, 1, 2]
attempt(lambda: items.sort(key=lambda v: 1 / (v - 1)))
items = [3, "a", 2.5, None]
attempt(lambda: items.sort())
print(items)
items = [3, 1, 2]
attempt(lambda: items.sort(key=lambda v: items.extend([9, 9]) or -v))
print(items)
class Loud:
    def __init__(self, v): self.v = v
    def __lt__(self, other): return NotImplemented
    def __del__(self): print("gone", self.v)
items = [Loud(1), Loud(2)]
attempt(lambda: items.sort())
items = [Loud(3)]
attempt(lambda: items.sort(key=lambda v: items.append(v)))
class Odd:
    def __init__(self, v): self.v = v
    def __lt__(self, other): return []
items = [Odd(1), Odd(2), Odd(3)]
items.sort(); print([o.v for o in items])
items.sort(reverse=True); print([o.v for o in items])
class NoBool:
    def __bool__(self): raise ArithmeticError("no truth")
class Weird(Odd):
    def __lt__(self, other): return NoBool()
items = [Weird(1), Weird(2)]
attempt(lambda: items.sort())
attempt(lambda: sorted(items, key=5))
attempt(lambda: max(items))
attempt(lambda: min([], default=3))
attempt(lambda: max([1, 2], key=lambda v: items.clear() or v))
