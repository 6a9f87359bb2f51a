class A:
    __p = 1
    def m(self):
        print(__class__)
        return self.__p

print(A().m())
