"""Deques changed while they are walked, searched, compared and filled from themselves."""
from collections import deque
class Evil:
    def __init__(self, act): self.act = act
    def __eq__(self, other):
        self.act()
        return False
def attempt(text):
    global d
    d = deque(range(5))
    try:
        exec(text, globals())
    except Exception as error:
        print(text, type(error).__name__, error)
    print(text, len(d))
for text in ["for v in d: d.append(v)", "for v in d: d.popleft()", "for v in d: d.rotate(1)",
             "it = iter(d); next(it); d.clear(); next(it)", "d.extend(d)", "d.extendleft(d)", "d += d", "d *= 3",
             "d *= -1", "d.insert(99, 1); print(d)", "d.remove(99)", "d.index(3, 4)",
             "d[0] = Evil(d.clear); d.remove(9)", "d[0] = Evil(d.clear); d.index(9)",
             "d[0] = Evil(d.popleft); print(d.count(9))", "d[0] = Evil(lambda: d.append(1)); 9 in d",
             "d[0] = Evil(d.clear); print(d == deque([7, 1, 2]))", "d[99]", "d['a']", "d[1:2]", "del d[-9]",
             "deque(maxlen=-1)", "deque([], 'x')",
             "d = deque('abc', 2); print(d, d.maxlen); d.append('z'); d.appendleft('y'); print(d)",
             "d = deque('abc', 0); d.append(1); print(d)", "d = deque('abc', 3); d.insert(1, 2)", "d.rotate(10 ** 20)",
             "d.rotate(-2); print(d)", "d.append(d); print(d); d.clear()", "d.__init__('ab', 1); print(d)", "d < 5",
             "print(d < deque([0, 2]))",
             "it = reversed(d); d.pop(); list(it)", "deque(5)", "d.extend(v for v in [1, d.clear(), 2]); print(d)",
             "print(d.copy() is d, d.__reversed__().__length_hint__(), hash(d))"]:
    attempt(text)
