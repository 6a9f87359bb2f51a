def outer(aa):
    def inner():
        bb = 1
        return aa + bb + cc
    dd = aa + inner()
    return dd

cc = 5
print(outer(10))

class A:
    __p = 1
    def m(self):
        return super().__repr__ and __class__.__name__ + str(self.__p)

print(A().m())
