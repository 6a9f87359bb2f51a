def outer(aa):
    def inner():
        nonlocal aa
        aa += 1
        return aa
    return inner

add = outer(10)
add()
print(add())
