# Iterators of bytes and bytearray: what is left, what copying sees, a bytearray that changes meanwhile.
for kind in (bytes, bytearray):
    i = iter(kind(b"abcd"))
    print(type(i).__name__, next(i), i.__length_hint__(), i.__reduce__(), [n for n in dir(i) if n not in dir(object)])
    for state in (-5, 3, 99):
        i.__setstate__(state)
        print(state, i.__length_hint__(), i.__reduce__())
    print(list(i), i.__length_hint__(), i.__reduce__(), i.__setstate__(1), list(i))
    try: iter(kind(b"a")).__setstate__("x")
    except TypeError as e: print(e)
b = bytearray(b"abcd")
i = iter(b)
next(i)
next(i)
del b[1:]
print(i.__length_hint__(), list(i), i.__length_hint__())
