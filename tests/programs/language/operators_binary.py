# Binary operators of classes: own, reflected, NotImplemented, priority of subclasses, and errors.
class Money:
    def __init__(self, amount, currency="EUR"):
        self.amount, self.currency = amount, currency

    def __repr__(self):
        return f"{self.amount} {self.currency}"

    def __add__(self, other):
        if isinstance(other, Money) and other.currency == self.currency:
            return Money(self.amount + other.amount, self.currency)
        return NotImplemented

    def __radd__(self, other):
        if other == 0:
            return self
        return NotImplemented

    def __mul__(self, factor):
        return Money(self.amount * factor, self.currency) if isinstance(factor, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, Money):
            return self.amount / other.amount
        return Money(self.amount / other, self.currency)

    def __divmod__(self, n):
        return divmod(self.amount, n)

    def __pow__(self, exponent, modulus=None):
        return f"pow({self.amount}, {exponent}, {modulus})"

    def __neg__(self):
        return Money(-self.amount, self.currency)

    def __pos__(self):
        return "plus"

    def __abs__(self):
        return Money(abs(self.amount), self.currency)

    def __invert__(self):
        return "inverted"


a, b, c = Money(5), Money(7), Money(1, "USD")
print(a + b, a * 3, 3 * a, a / b, b / 2, -a, abs(-a), +a, ~a, divmod(b, 2), a ** 2, pow(a, 2, 3))
print(sum([a, b, a]))
for action in (lambda: a + c, lambda: a + 1, lambda: 1 + a, lambda: a * b, lambda: a - b, lambda: 2 ** a, lambda: a @ b,
               lambda: -None, lambda: a << 1, lambda: [] + a):
    try:
        print(action())
    except TypeError as error:
        print(error)


class Loud:
    def __add__(self, other):
        return f"{type(self).__name__}.add"

    def __radd__(self, other):
        return f"{type(self).__name__}.radd"


class Louder(Loud):
    def __radd__(self, other):
        return "Louder.radd goes first"


class Same(Loud):
    pass


print(Loud() + Loud(), Loud() + Louder(), Louder() + Loud(), Loud() + Same(), 1 + Loud())
