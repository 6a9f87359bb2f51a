def late():
    def inner():
        return v
    v = "later"
    return inner

print(late()())
