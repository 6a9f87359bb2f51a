log = []

def f(s):
    for c in s:
        try:
            log.append(int(c))
        except ValueError:
            log.append(-1)
    return len(log)

print(f("1x2"))
print(log)
