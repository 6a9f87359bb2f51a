# array: items of every type, slices, growth, buffers, refusals.
from array import array


def show(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)


for code in "bBhHiIlLqQfdu":
    a = array(code)
    for value in (0, -1, 127, 128, 65536, 2**31, 2**32, 2**63, 2**64, -2**70, 1.5, "a", None):
        show(a.append, value)
    print(a, a.itemsize, len(a.tobytes()))
for args in ((), ("z",), ("i", "ab"), ("u", "ab"), ("b", b"ab"), ("i", b"abc"), ("i", [1, "x"]),
             ("d", array("i", [1, 2])), ("i", array("d", [1.5])), ("i", array("u", "a"))):
    show(array, *args)
a = array("i", [1, 2, 3, 4])
print(a[1:3], a[::-1], a + a, a * 2, 3 in a, a == array("h", [1, 2, 3, 4]), a < array("i", [1, 3]), list(reversed(a)),
      a.__sizeof__())
b = a[:]
b[1:3] = array("i", [7, 7, 7])
b[::2] = array("i", [0, 0, 0])
del b[0], b[::2]
b += array("i", [5])
b.extend([1, 2])
b.insert(-1, 98)
b.insert(100, 97)
b.reverse()
print(b, b.pop(), b.pop(0), b.index(98), b.count(5), b.tolist(), memoryview(b).format, bytes(a))
for call in (lambda: a[9], lambda: a["x"], lambda: a + [1], lambda: hash(a), lambda: b.remove(12345),
             lambda: b.fromlist((1,)), lambda: b.frombytes(b"abc"),
             lambda: a.tounicode(), lambda: b.__setitem__(slice(0, 1), [1]), lambda: b.__setitem__(slice(0, 3, 2), a),
             lambda: array("i").pop()):
    show(call)
with memoryview(a) as view:
    show(a.append, 1)
a.byteswap()
print(a, array("u", "h\xe9"), array("f", [0.1]), type(iter(a)))
for n in range(10):
    whole = array("u", "x" * n), array("u", array("u", "y" * n)), array("i", array("i", range(n)))
    print(array("d", array("i", [0] * n)).__sizeof__(),
          [a.__sizeof__() for a in (*whole, array("b", b"z" * n), array("h", range(n)), array("h", list(range(n))))])

it = iter(array("i", [1, 2, 3]))
next(it)
print(it.__reduce__())
print(type(it.__reduce__), it.__reduce__(kept=1)[2])
print(type(it).__reduce__.__text_signature__, type(it).__setstate__.__text_signature__)
try:
    it.__reduce__(1)
except TypeError as error:
    print(error)
for state in (0, -5, 2, 99):
    it.__setstate__(state)
    print(it.__reduce__()[2])
for state in ("x", 1.5, 10**30, None):
    try:
        it.__setstate__(state)
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
print(list(it), it.__reduce__())
