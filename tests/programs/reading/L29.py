x = 10

def foo(x):
    y = x * 2
    return bar(y)

def bar(x):
    y = x / 2
    return y

z = foo(x)
print(z)

def fact(n):
    if n <= 1:
        return 1
    return n * fact(n - 1)

print(fact(4))
