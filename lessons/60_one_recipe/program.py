def make(step):
    def bump(n):
        return n + step
    return bump


one = make(1)
ten = make(10)
print(one(5), ten(5))
try:
    one.__code__.co_consts = (7,)
except AttributeError as e:
    print(e)
alias = one
code = one.__code__
one.__code__ = code.replace(co_name="up")
a, b = alias.__code__, ten.__code__
print(a.co_name, b.co_name)
