def countdown(n):
    while n >= 0:
        news = yield n
        if news is not None:
            n = news
        else:
            n -= 1

out = []
k = countdown(5)
for x in k:
    out.append(x)
    if x == 5:
        k.send(3)
print(out)
