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
func(1)
len("abc")
joe.meth()
joe(10)
func(*[1, 7])
joe.n()
