def area(w):
    h = 3
    return h + w


code = area.__code__.co_code
size = len(code)
pairs = [(code[i], code[i + 1]) for i in range(0, size, 2)]
print(pairs[:4])
print(pairs[4:])
print(area(4))
