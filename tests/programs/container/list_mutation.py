# Lists that change while something walks or compares them.
a = [1, 2, 3]
for x in a:
    print(x)
    if x < 3: a.append(x + 10)
    if len(a) > 6: break
print(a)
class Evil:
    def __init__(self, n): self.n = n
    def __eq__(self, other):
        print("eq", self.n)
        victims.clear()
        return False
    def __repr__(self):
        return f"E{self.n}"
victims = [Evil(i) for i in range(4)]
print(5 in victims, victims)
victims = [Evil(i) for i in range(4)]
try: victims.remove(5)
except ValueError as e: print(e)
victims = [Evil(1), Evil(2)]
print(victims == [0, 0], victims.count(1))
a = [1, 2, 3]
a.append(a)
print(a, (a,), {1: a})
a[1:1] = a
print(len(a))
b = [1, 2, 3]; b[:] = b; b.extend(b); b[::2] = b[::2]; print(b)
class Shrink:
    def __repr__(self):
        shown.pop()
        return "S"
shown = [Shrink(), 1, 2, 3]
print(shown)
it = iter([1, 2, 3]); next(it)
print(it.__length_hint__(), it.__reduce__()[1:], list(it), it.__length_hint__(), it.__reduce__()[1:])
r = reversed([1, 2, 3]); print(next(r), r.__length_hint__(), r.__reduce__()[1:], list(r), r.__reduce__()[1:])
