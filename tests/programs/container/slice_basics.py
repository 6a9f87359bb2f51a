# slice objects.
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), s == slice(1, 10, 2), slice(1) < slice(2), slice("a", [1]),
      s.indices(5), slice(None, None, -1).indices(4), slice(-100, 100).indices(3))
print(slice(-3, None).indices(10), slice(5, 1).indices(10), slice(None, None, -2).indices(5),
      slice(2**70, -2**70, -1).indices(2**65), slice(0, 5, 2**80).indices(9))
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(a=1), lambda: hash(s),
          lambda: slice(1, 2, 0).indices(3), lambda: slice(1.5).indices(3), lambda: s.indices(-1),
          lambda: s.indices("a"),
          lambda: [1][1.5:], lambda: [1][::0], lambda: "abc"[:"b"], lambda: s.__setattr__("start", 1),
          lambda: slice(1) < slice("a")):
    attempt(f)
class I:
    def __init__(self, n): self.n = n
    def __index__(self): print("index", self.n); return self.n
print([0, 1, 2, 3, 4, 5][I(1):I(5):I(2)], slice(I(1), I(2)).indices(I(9)), "abcdef"[I(-3):])
class G:
    def __getitem__(self, i): return i
print(G()[1:2], G()[:, ::2], G()[...], G()[1:2, 3], G()[()])
