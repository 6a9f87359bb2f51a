class Loud(int):
    def __get__(self, inst, owner):
        print("get")
        return int(self)

class LoudData(Loud):
    def __set__(self, inst, value):
        raise AttributeError("read only")

class Foo:
    a = Loud(42)
    b = LoudData(43)
    def m(self):
        return "class method"

f = Foo()
f.__dict__["a"] = 1
f.__dict__["b"] = 2
f.__dict__["m"] = lambda: "instance function"
print(f.a)
print(f.b)
print(f.m())
