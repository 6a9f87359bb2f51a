# maketrans and translate.
t = str.maketrans("abc", "xyz", "d")
print(sorted(t.items()), "abcd-dcba".translate(t))
print("hello".translate({ord("l"): "L", "h": 1, 104: None, 111: "ooo", 101: 0x1F600}),
      str.maketrans({"a": "b", 99: None}))
class Up:
    def __getitem__(self, key):
        if key == 97:
            raise LookupError
        return chr(key).upper()
print("banana".translate(Up()))
for f in (lambda: str.maketrans("a", "bc"), lambda: str.maketrans("a"), lambda: str.maketrans({"ab": 1}),
          lambda: str.maketrans({1.5: 1}), lambda: "a".translate({97: 1.5}), lambda: "a".translate({97: -1}),
          lambda: str.maketrans(1, "b")):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
