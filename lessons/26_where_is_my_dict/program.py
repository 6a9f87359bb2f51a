class C:
    pass

o = C()
o.foo = "bar"
o.num = 1
p = C()
d = o.__dict__
o.more = 2
try:
    C.__dict__["A"] = 1
except TypeError as e:
    print(e)

class S:
    __slots__ = ("a",)

s = S()
s.a = 1
print(S.__dict__["a"])
