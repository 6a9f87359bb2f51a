class Point:
    def __new__(cls, *args):
        print("new", args)
        return super().__new__(cls)

    def __init__(self, x, y):
        print("init", x, y)
        self.x = x


class Odd:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never printed")


p = Point(1, 2)
print(Odd(), type(5) is int)
