class Meta(type):
    def __call__(cls, *a):
        print("Meta.__call__")
        return super().__call__(*a)

class K(metaclass=Meta):
    def __new__(cls, *a):
        print("K.__new__")
        return super().__new__(cls)
    def __init__(self, *a):
        print("K.__init__")
    def __call__(self):
        print("K.__call__")

K(1)()

class Odd:
    def __new__(cls):
        return 5
    def __init__(self):
        print("never printed")

print(Odd())
