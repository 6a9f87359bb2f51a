import sys
import __main__ as me

a = 1
print(me.a)
me.b = 2
print(b)

print(len("abc"))
len = max
print(len("abc"))
del len
print(len("abc"))
