a = 1
if a > 10:
    print("a > 10")
elif a <= -2:
    print("a <= -2")
elif a != 1:
    print("a != 1")
elif a == 1:
    print("a == 1")
else:
    print("Unknown a")
i = 0
while i < 10:
    i += 1
    if i > 5:
        continue
    if i == 20:
        break
    print(i)
