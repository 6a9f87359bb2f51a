"""Lists changed by the __index__, __iter__ and __del__ of what is put into them."""
class Index:
    def __init__(self, n, act): self.n, self.act = n, act
    def __index__(self):
        self.act()
        return self.n
class Iter:
    def __iter__(self):
        yield 1
        items.clear()
        yield 2
class Del:
    def __del__(self):
        items.append("late")
        print("del sees", len(items))
def attempt(text):
    global items
    items = list(range(6))
    try:
        exec(text)
    except Exception as error:
        print(text, type(error).__name__, error)
    print(text, items)
for text in ["items[Index(4, items.clear)]", "items[Index(4, items.clear)] = 'x'", "del items[Index(4, items.clear)]",
             "print(items[Index(1, items.clear):5])", "items[Index(1, items.clear):5] = 'ab'",
             "del items[1:Index(9, items.clear):2]", "items[::2] = Iter()", "items[1:3] = Iter()",
             "items.extend(Iter())", "items += Iter()", "items[:] = items", "items[::2] = items[:3]",
             "items[1:1] = items",
             "items.insert(Index(3, items.clear), 'x')", "items.pop(Index(2, items.clear))",
             "items *= Index(2, items.clear)", "items[0] = Del(); items[0] = 1",
             "items[1:2] = [Del()]; items[1:4] = []",
             "items[:] = [Del(), Del()]; items.clear()", "items.append(Del()); items.pop(); print('popped')",
             "items[3] = Del(); del items[::3]", "items.__init__(Iter())", "items.__init__(items)",
             "items.extend(items)",
             "for n in items: items.remove(n)", "for n in items: len(items) < 20 and items.append(n)",
             "it = iter(items); list(it); items.append(3); print(list(it))",
             "it = reversed(items); items.clear(); print(list(it))",
             "it = iter(items); next(it); items.clear(); print(list(it), it.__length_hint__())", "items[::2] = [1]",
             "items[5:1:-2] = [1, 2]", "items[2:0] = 'xy'", "items.__setitem__(slice(0, 2), 5)", "items[None]"]:
    attempt(text)
