class C:
    def __call__(self):
        return "class"

c = C()
c.__call__ = lambda: "instance"
print(c(), c.__call__())

class Grade:
    def __init__(self):
        self._score = 0
    def __get__(self, inst, owner):
        return self._score
    def __set__(self, inst, value):
        self._score = value

class Exam:
    math = Grade()
    def __init__(self, m):
        self.math = m

a = Exam(90)
b = Exam(75)
print(a.math, b.math, a.__dict__)

class lazy:
    def __init__(self, f):
        self.f = f
    def __get__(self, inst, owner):
        v = self.f(inst)
        inst.__dict__[self.f.__name__] = v
        return v

class Circle:
    def __init__(self, r):
        self.r = r
    @lazy
    def area(self):
        print("computing")
        return self.r * self.r * 3

k = Circle(4)
print(k.area, k.area, k.__dict__)
