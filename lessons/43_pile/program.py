x = 1000
y = 2000
z = x + y
print(z)
z = x
