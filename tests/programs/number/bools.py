# bool: arithmetic, logic, text.
print(True + True, True & False, True | False, True ^ True, True & 3, False | 5, ~True, -True, True / 2, True * "ab",
      repr(True), str(False), int(True), bool([]), bool("x"), bool(0.0), bool(None), bool(), True is (1 == 1),
      isinstance(True, int), True == 1, hash(True), f"{True}", f"{True:d}", f"{True:5}", "%d" % True, [1, 2][True],
      sum([True, True]), type(True & True).__name__, type(True + 0).__name__)
class B:
    def __bool__(self): return 3
class L:
    def __len__(self): return 0
print(bool(L()), not L())
for f in (lambda: bool(B()), lambda: bool(1, 2), lambda: bool(x=1), lambda: type("X", (bool,), {})):
    try:
        print(f())
    except TypeError as e:
        print(e)
