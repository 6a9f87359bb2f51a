def counter():
    n = 0
    def inc():
        n += 1
        return n
    return inc

c = counter()
c()
