# Identity, equality and sharing: names and objects, constants, small integers, arguments, copies, and hashing.
import sys

a = [1, 2]
b = a
c = a[:]
print(a is b, a is c, a == c, id(a) == id(b), a is not c)
b += [3]
a = a + [4]
print(a, b, c)


def change(items, number, text):
    items.append("changed")
    number += 1
    text += "!"
    items = ["only local"]
    return items, number, text


values, n, s = [0], 5, "hi"
print(change(values, n, s), values, n, s)
x, y = 256, int("256")
big, other = 10 ** 10, int("10000000000")
print(x is y, big is other, big == other, 1 == 1.0 == True, hash(1) == hash(1.0) == hash(True))
word, made = "shared", "".join(["sha", "red"])
print(word is made, word == made, sys.intern(made) is word, tuple([]) is tuple(), frozenset() is frozenset())


def constant():
    return (1, 2, "three")


def display():
    return [1, 2]


print(constant() is constant(), display() is display(), type(None) is type(None), None is type(None)(),
      ... is Ellipsis, NotImplemented is NotImplemented)
row = [0] * 2
table = [row] * 2
table[0][0] = 1
print(table, [r is row for r in table], [[0] * 2 for _ in range(2)] == [[0, 0]] * 2)
t = ([],)
u = t + ([],)
u[0].append("seen in both")
print(t, u, t[0] is u[0], t == u[:1], hash((1, (2, 3))) == hash((1, (2, 3))))
counts = [sys.getrefcount(row)]
more = [row, row]
counts.append(sys.getrefcount(row) - counts[0])
del table, more
counts.append(sys.getrefcount(row))
print(counts)


class Same:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 7


p, q = Same(), Same()
print(p == q, p is q, p in [5], [p] == [5], len({p, q}), {p: 1, q: 2} == {Same(): 2}, p != q)
nan = float("nan")
print(nan == nan, nan is nan, nan in [nan], [nan] == [nan], (nan,) == (float("nan"),), {nan: 1}.get(nan),
      {nan: 1}.get(float("nan")))
first = second = third = []
first.append(1)
second = second + [2]
print(first, second, third, first is third, id(first) != id(second))
