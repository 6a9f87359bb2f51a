class A:
    __p = 1
    def m(self):
        return __class__.__name__ + str(self.__p)

print(A().m())
