y = 7
x = 6 * y
print(x)
