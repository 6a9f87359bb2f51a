a = int("256")
b = int("256")
c = int("257")
d = int("257")
print(a is b, c is d)
x = 257
y = 257
print(x is y)
big = 4 + 2 * 2**30 + 1 * 2**60
neg = -big
zero = big + neg
print(big, neg, zero)
