# How a dict's table grows with each kind of key, and shrinks when it is rebuilt.
import sys
def steps(keys):
    d, out = {}, []
    for k in keys:
        d[k] = None
        if not out or out[-1][1] != sys.getsizeof(d): out.append((len(d), sys.getsizeof(d)))
    return out
print(sys.getsizeof({}), steps(range(1000)))
print(steps(map(str, range(1000))))
print(steps(["a", "b", "c", 1, 2, 3, 4, 5, 6, 7]))
for n in (0, 1, 5, 6, 7, 10, 11, 21, 22, 42, 43):
    print(n, sys.getsizeof(dict.fromkeys(range(n))), sys.getsizeof({str(i): 0 for i in range(n)}),
          sys.getsizeof(dict(zip(range(n), range(n)))))
print(sys.getsizeof({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}),
      sys.getsizeof({1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6}))
d = {i: i for i in range(100)}
for i in range(95): del d[i]
print(sys.getsizeof(d)); d["x"] = 1; d.update({1: 2}); print(sys.getsizeof(d), sys.getsizeof(d.copy()))
for i in range(200, 300): d[i] = 0
print(sys.getsizeof(d)); d.clear(); print(sys.getsizeof(d))
e = {"a": 1}
e |= {str(i): i for i in range(20)}
print(sys.getsizeof(e), sys.getsizeof(dict(e)), sys.getsizeof({**e}), sys.getsizeof(e | {}), sys.getsizeof(dict(**e)))
