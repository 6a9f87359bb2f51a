# Comparison, hash, identity of small ints, sizes.
import sys
print(1 < 2, 2**70 > 2**69, -(2**70) < 0, 1 == 1.0, 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53),
      10**400 > 1e308, -(10**400) < float("-inf"), 1 == True, 1 != "1", 5 <= 5)
print([hash(x) for x in (0, 1, -1, -2, 2**61 - 1, 2**61 - 2, 2**61, -(2**61), 10**30, -(10**30), True)])
x, y = 256, 257
seven, minus = 7, -5
print(x is y - 1, y - 1 is x, int("7") is seven, minus is int("-5"), len({1, 1.0, True}))
print([n.__sizeof__() for n in (0, 1, 2**30 - 1, 2**30, 2**60, -(2**100))], sys.getsizeof(True))
print(round(5), round(15, -1), round(25, -1), round(-15, -1), round(123456789, -4), round(5, 3), round(7, -5),
      (5).__round__(-1), abs(-5), abs(-(10**20)), -(-3), +7, bool(0), bool(-1), (5).__floor__(), (5).__trunc__())
try:
    1 < "a"
except TypeError as e:
    print(e)
