class Meta(type):
    def __new__(mcs, name, bases, ns):
        kept = [k for k in ns
                if k[0] != "_"]
        print("make", name, kept)
        return super().__new__(
            mcs, name, bases, ns)

class A(metaclass=Meta):
    kind = "letter"

    def __init__(self, value):
        self.value = value

    def show(self):
        print(self.kind, self.value)

a = A(1)
a.show()
