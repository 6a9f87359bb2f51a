def build():
    class Lamp:
        watts = 60

        def cost(self):
            return self.watts * 2

    return Lamp


a = build()
b = build()
print(a is b, a.cost is b.cost)
x, y = a.cost.__code__, b.cost.__code__
print(x is y)
k = vars(a)
print("__qualname__" in k,
      "__dict__" in k)
