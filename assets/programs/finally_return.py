# try, finally and return: the last word belongs to finally.


def value():
    try:
        return "from try"
    finally:
        print("finally runs first")


def override():
    try:
        return 1 / 0
    except ZeroDivisionError:
        return "from except"
    finally:
        return "from finally"


def loop():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            print("body", i)
        finally:
            print("finally", i)
    else:
        print("never")
    return i


print(value())
print(override())
print(loop())
