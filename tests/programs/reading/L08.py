class A:
    pass

def Fun():
    pass

a = A()
Fun()
