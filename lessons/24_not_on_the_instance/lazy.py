class lazy:
    def __init__(self, f):
        self.f = f
    def __get__(self, inst, owner):
        v = self.f(inst)
        vars(inst)[self.f.__name__] = v
        return v

class Circle:
    def __init__(self, r):
        self.r = r
    @lazy
    def area(self):
        print("computing")
        return self.r * self.r * 3

k = Circle(4)
print(k.area)
print(k.area)
