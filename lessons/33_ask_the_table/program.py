def outer(aa):
    def inner():
        bb = 1
        return aa + bb + cc
    return inner

def other():
    global gg
    return ff + gg

cc = 100
ff = 1
gg = 2
print(outer(10)(), other())
