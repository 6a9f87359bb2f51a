class M(type):
    def __new__(mcs, name, bases, ns):
        print("M.__new__", name, [k for k in ns if not k.startswith("__")])
        return super().__new__(mcs, name, bases, ns)
    def __call__(cls, *args):
        print("M.__call__")
        return super().__call__(*args)

class A(metaclass=M):
    name = "Python"
    def __init__(self):
        print("A.__init__")
    def f(self):
        print("A.f")
    def g(self, aValue):
        self.value = aValue
        print(self.value)

a = A()
a.f()
a.g(10)
print(a.__dict__, [c.__name__ for c in A.__mro__])
