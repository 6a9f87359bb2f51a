x = 10

def foo():
    x += 1
    print(x)

def foo_global():
    global x
    x += 1
    print(x)

lst = [1, 2, 3]

def ok():
    lst.append(5)

def bad():
    lst += [5]

def gone():
    a = 1
    del a
    return a

for f in (foo, foo_global, ok, bad, gone):
    try:
        f()
        print(f.__name__, "fine")
    except UnboundLocalError as e:
        print(f.__name__, e)
print(x, lst)
