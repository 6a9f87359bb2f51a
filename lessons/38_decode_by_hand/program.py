def return42():
    return 42


c = return42.__code__
print(c.co_code)
print(c.co_consts)
print(eval(c))
