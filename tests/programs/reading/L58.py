class Joe:
    def __init__(self, n):
        self.n = n
    def meth(self):
        return self.n
    def __call__(self, k):
        return self.n * k

def func(a, b=2):
    return a + b

joe = Joe(3)
print(func(1))
print(func(1, b=5))
print(len("abc"))
print(joe.meth())
print(joe(10))
print(func(*[1], **{"b": 9}))
m = joe.meth
print(m(), m.__self__ is joe)
try:
    m = 3
    m()
except TypeError as e:
    print(e)
