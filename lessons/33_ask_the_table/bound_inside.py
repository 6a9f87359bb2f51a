def outer(aa):
    def inner():
        bb = 1
        return aa + bb + cc
        cc = 0
    return inner

cc = 100
print(outer(10)())
