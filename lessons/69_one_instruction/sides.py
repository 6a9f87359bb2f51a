class Left:
    def __mod__(self, other):
        print("left")
        return NotImplemented


class Right(Left):
    def __rmod__(self, other):
        print("right")
        return "done"


a, b = Left(), Right()
print(a % b)
