a = int("256")
b = int("256")
c = int("257")
d = int("257")
print(a is b, c is d)
print(int("-5") is int("-5"), int("-6") is int("-6"))
big = 4 + 2 * 2**30 + 1 * 2**60
print(big)
