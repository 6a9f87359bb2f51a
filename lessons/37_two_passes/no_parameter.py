def outer():
    def middle():
        def inner():
            return aa + cc
        return inner
    dd = middle()()
    return dd

aa = 10
cc = 5
print(outer())
