def len(x):
    return "shadow"


print(len([1]))
del len
print(len([1]))
