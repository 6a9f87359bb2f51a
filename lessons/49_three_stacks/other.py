log = []

def f(s):
    for c in s:
        try:
            log.append(int(c))
        except ValueError:
            log.append(-1)
    return len(log)

try:
    f(["1", None])
except TypeError:
    print(log)
