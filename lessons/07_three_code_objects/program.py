class A:
    pass


def fun():
    pass


a = A()
fun()
