class C:
    pass

o = C()
o.foo = "bar"
print(o.__dict__, type(o.__dict__).__name__)
print(type(C.__dict__).__name__)
try:
    C.__dict__["A"] = 1
except TypeError as e:
    print(e)
d = C.__dict__["__dict__"]
print(type(d).__name__, d.__get__(o, C) is o.__dict__)

class S:
    __slots__ = ("a",)

s = S()
s.a = 1
print(S.__dict__["a"])
try:
    s.b = 2
except AttributeError as e:
    print(e)
print(object.__dictoffset__, S.__dictoffset__)
