def add(x, y):
    return x + y


def rem(x, y):
    return x % y


for i in range(8):
    add(i, i)
    rem(i, 7)
for i in range(85):
    add("a", "b")
print(add("c", "d"))
