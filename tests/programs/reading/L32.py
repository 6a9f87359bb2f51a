x = 1000

def foo(x):
    def bar(y):
        print(x + y)
    return bar

b = foo(10)
c = foo(20)
b(1)
c(1)
print(b.__code__ is c.__code__, b is c)
print(b.__closure__[0].cell_contents, c.__closure__[0].cell_contents)
print(b.__code__.co_freevars)
