class Data:
    def __get__(self, inst, owner):
        return "data.get"
    def __set__(self, inst, value):
        print("data.set", value)
class NonData:
    def __get__(self, inst, owner):
        return "nondata.get"

class T:
    d = Data()
    n = NonData()
    c = "class attr"

t = T()
t.__dict__.update(d=1, n=1, c=1)
print(t.d, t.n, t.c)
t.d = 5
t.n = 6
print(T.d, T.n, T.c)
