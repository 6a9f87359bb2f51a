class Meta(type):
    def __new__(mcs, name, bases, namespace):
        print("make", name, [k for k in namespace if k[0] != "_"])
        return super().__new__(mcs, name, bases, namespace)


class A(metaclass=Meta):
    kind = "letter"

    def __init__(self, value):
        self.value = value

    def show(self):
        print(self.kind, self.value)


a = A(1)
a.show()
