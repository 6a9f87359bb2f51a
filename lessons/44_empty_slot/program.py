x = 10
lst = [1, 2, 3]

def foo():
    print(x)
    x += 1

def ok():
    lst.append(5)

def bad():
    lst += [5]

for f in (foo, ok, bad):
    try:
        f()
    except UnboundLocalError as e:
        print(e)
