def f(n):
    t = 0
    while n:
        t += n
        n -= 1
    return t

print(f(3))
for _ in range(8):
    f(3)
print(f(100))
f(3.0)
for _ in range(20):
    f(3.0)
print(f(3))
