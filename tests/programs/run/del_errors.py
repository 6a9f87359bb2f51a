# The order in which objects go at the end of the program.
class A:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("del", self.n)
A(1)
x = A(2)
y = [A(3), A(4)]
def f(): return x
cyc = A(5); cyc.me = cyc
_p = A(6)
z = A(7)
