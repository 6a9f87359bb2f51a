def area(w):
    h = 3
    return h + w


code = area.__code__.co_code
size = len(code)
pairs = list(zip(code[::2], code[1::2]))
print(pairs[:4])
print(pairs[4:])
print(area(4))
