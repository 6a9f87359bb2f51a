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
    return inner_nonlexical()

print(outer()())
print(outer_nonlexical())
