def Counter(low, high):
    current = low
    while current <= high:
        yield current
        current += 1

c = Counter(5, 7)
for elt in c:
    print(elt)

def echo():
    while True:
        got = yield
        print("got", got)

g = echo()
try:
    g.send(1)
except TypeError as e:
    print(e)
next(g)
g.send("hi")

def countdown(n):
    while n >= 0:
        newvalue = yield n
        if newvalue is not None:
            n = newvalue
        else:
            n -= 1

out = []
k = countdown(5)
for x in k:
    out.append(x)
    if x == 5:
        k.send(3)
print(out)
