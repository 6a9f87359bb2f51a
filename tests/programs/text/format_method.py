# str.format: fields, attributes, items, nested specs, conversions, errors.
class P:
    x = 7
    def __format__(self, spec):
        return f"<P {spec!r}>"
p = P()
print("{} {}".format(1, 2), "{1} {0} {1}".format("a", "b"), "{a}{b}".format(a=1, b=2), "{0.x} {p.x:>4}".format(p, p=p),
      "{[1]} {0[k]}".format if False else "{0[1]} {d[k]} {d[0]}".format([5, 6], d={"k": 1, 0: 2}))
print("{!r:>8}|{!s}|{!a}".format("é", "é", "é"), "{:{w}.{p}f}|{:{}}".format(3.14159, 42, 6, w=10, p=2),
      "{{}} {{{}}}".format(1), "{:}{:>}".format(p, p), "{0:abc}".format(p))
print("{:>5}|{:<5}|{:^5}|{:*^7}|{:+d}|{:,}|{:_x}|{:#b}|{:%}|{:.3}|{:e}".format("a", "b", "c", "d", 5, 1234567, 0xFFFFF,
    5, 0.25, "abcdef", 12345.678))
s = "same object " * 2
print("{}".format(s) is s, "{:s}".format(s) == s, "{a}".format_map({"a": 1}), "".format(), "plain".format(1))
for f, a, k in ([("{", (), {}), ("}", (), {}), ("{0", (1,), {}), ("{!}", (1,), {}), ("{!x}", (1,), {}),
                 ("{!r", (1,), {}), ("{!rr}", (1,), {}), ("{}{1}", (1, 2), {}), ("{1}{}", (1, 2), {}),
                 ("{2}", (1,), {}), ("{a}", (), {}), ("{0.}", (1,), {}), ("{0[}", ([1],), {}), ("{0[]}", ([1],), {}),
                 ("{0[a]x}", ({"a": 1},), {}), ("{:{:{}}}", (1, 2, 3), {}), ("{0[-1]}", ([1, 2],), {}),
                 ("{a.b}", (), {"a": 1}), ("{:d}", ("x",), {}), ("{:10}", (None,), {}), ("{{x}", (), {}),
                 ("{a{b}}", (), {})]):
    try:
        print(f.format(*a, **k))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)
