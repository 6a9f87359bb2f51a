class C:
    def __call__(self):
        return "class"


c = C()
c.__call__ = lambda: "instance"
print(c())
print(c.__call__())
