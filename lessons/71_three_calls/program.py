class Meta(type):
    def __call__(cls, *a):
        print("Meta.__call__")
        return super().__call__(*a)


class K(metaclass=Meta):
    def __init__(self, n):
        self.n = n

    def __call__(self):
        return self.n


k = K(1)
print(k())
k.__call__ = lambda: 99
print(k())
