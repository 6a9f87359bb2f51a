# Aliasing: two names, one list; and a default value that is made once.

a = [1, 2]
b = a
b.append(3)
print(a, a is b)

c = a[:]
c.append(4)
print(a, c, a is c)

rows = [[0] * 2] * 2
rows[0][0] = 9
print(rows)


def remember(item, seen=[]):
    seen.append(item)
    return seen


print(remember("x"))
print(remember("y"))
print(remember.__defaults__)
