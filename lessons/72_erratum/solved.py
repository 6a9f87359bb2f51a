class Loud:
    def __get__(self, inst, owner):
        return "get"
    def __set__(self, inst, value):
        print("set")

class LoudData(Loud):
    def __set__(self, inst, value):
        print("set")

class Foo:
    a = Loud()
    b = LoudData()
    def m(self, text):
        return text

f = Foo()
f.__dict__.update(a=1, b=2, m=len)
got = f.a
print(f.b)
print(f.m("xyz"))
f.b = 5
