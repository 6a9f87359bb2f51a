# range: arithmetic, slices, membership, big values.
r = range(2, 20, 3)
print(r, list(r), len(r), r[2], r[-1], r[1:4], r[::-1], r[::2], 5 in r, 6 in r, r.index(8), r.count(8), r.count(9),
      list(reversed(r)), r.start, r.stop, r.step)
print(range(0) == range(5, 5), range(3) == range(0, 3, 1), range(0, 4, 2) == range(0, 3, 2),
      hash(range(3)) == hash(range(0, 3)), range(1, 2, 5) == range(1, 3, 9), range(5) != range(6), bool(range(0)),
      hash(range(10)))
big = 10 ** 30
print(range(big, big + 5), list(range(big, big + 3)), range(big)[-1], big in range(big + 1), range(0, big, big // 2)[1],
      range(big).index(7), list(reversed(range(big, big + 3))), list(range(-5, 5, 4)), list(range(5, -5, -4)))
print(type(iter(range(2**63))), type(iter(range(2**63 - 1))), type(reversed(range(-2**63, -2**63 + 5))),
      list(range(2**63 - 3, 2**63 - 1)), list(range(-2**63, -2**63 + 2)),
      list(reversed(range(2**63 - 5, 2**63 - 1, 2))))
print(5.0 in r, "a" in r, True in range(2), range(True, 3), [*range(3, 0, -1)], range(10)[3:8][1:][-1], range(10)[5:2],
      range(0, 10)[::-3], range(1, 10, 2)[100:])
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: range(), lambda: range(1, 2, 3, 4), lambda: range(1.5), lambda: range(1, 5, 0), lambda: range(3)[3],
          lambda: range(3)[-4], lambda: range(3)["a"], lambda: range(3).index(9), lambda: range(3).index("x"),
          lambda: len(range(big)), lambda: range(3) + range(3), lambda: range(3) < range(4), lambda: range(a=3),
          lambda: range(3).__setattr__("start", 1), lambda: range(3)[::0], lambda: range("3")):
    attempt(f)
it = iter(range(5))
next(it)
print(it.__length_hint__(), it.__reduce__()[1:])
it.__setstate__(3)
print(list(it), list(it))
it = iter(range(big, big + 5))
next(it)
print(it.__length_hint__(), it.__reduce__()[1:])
it.__setstate__(3)
print(list(it))
print(range(3).__reduce__(), slice(1, 2).__reduce__())
