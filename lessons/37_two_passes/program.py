def outer(aa):
    def middle():
        def inner():
            return aa + cc
        return inner
    dd = middle()()
    return dd

cc = 5
print(outer(10))
