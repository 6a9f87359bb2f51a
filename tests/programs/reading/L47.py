def outer():
    a = 1
    def inner():
        return a
    b = 2
    return inner

def inner_nonlexical():
    return a

def outer_nonlexical():
    a = 1
    return inner_nonlexical

print(outer()())
try:
    outer_nonlexical()()
except NameError as e:
    print(e)

def late():
    def inner():
        return v
    v = "later"
    return inner

print(late()())

def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc

c = counter()
c()
print(c())
