# A list grows in jumps: append is cheap because there is room to spare.
import sys

items = []
size = sys.getsizeof(items)
print("empty", size)
for i in range(20):
    items.append(i)
    now = sys.getsizeof(items)
    if now != size:
        print("item", i + 1, size, "->", now)
        size = now

exact = [None] * 20
print("made at once", sys.getsizeof(exact))
while len(items) > 4:
    items.pop()
print("after pops", sys.getsizeof(items), items)
items[1:3] = ["a", "b", "c"]
print(items)
