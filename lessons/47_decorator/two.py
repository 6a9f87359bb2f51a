def first(fn):
    print("first")
    return fn

def second(fn):
    print("second")
    return fn

@first
@second
def f():
    print("f")

f()
