def a():
    return 24 * 60 * 60

def b():
    if 0:
        print("never")
    return "x" * 3

def c(x):
    while True:
        if x in [1, 2, 3]:
            return "found"
        x += 1

print(a(), b(), c(0))
