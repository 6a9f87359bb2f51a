# A family of exceptions of a small shop: attributes, own texts, classes that catch by hierarchy, comparison of errors.
class ShopError(Exception):
    status = 500

    def __init__(self, item, **details):
        super().__init__(item)
        self.item = item
        self.details = details

    def __str__(self):
        words = " ".join(f"{key}={value}" for key, value in self.details.items())
        return f"[{self.status}] {self.item}{': ' + words if words else ''}"


class Unknown(ShopError, LookupError):
    status = 404


class OutOfStock(ShopError):
    status = 409

    @property
    def missing(self):
        return self.details["wanted"] - self.details["left"]


class Invalid(ShopError, ValueError):
    status = 400

    def __eq__(self, other):
        return isinstance(other, Invalid) and self.item == other.item

    def __hash__(self):
        return hash(self.item)


stock = {"pen": 5, "book": 1}


def take(item, wanted):
    if not isinstance(wanted, int) or wanted <= 0:
        raise Invalid(item, wanted=wanted)
    try:
        left = stock[item]
    except KeyError as error:
        raise Unknown(item) from error
    if left < wanted:
        raise OutOfStock(item, wanted=wanted, left=left)
    stock[item] -= wanted
    return stock[item]


errors = []
for item, wanted in [("pen", 2), ("pen", 9), ("ink", 1), ("book", 0), ("book", 1), ("book", "x"), ("book", 3)]:
    try:
        print(item, "left", take(item, wanted))
    except OutOfStock as error:
        print(error, "missing", error.missing)
    except (LookupError, ValueError) as error:
        errors.append(error)
        print(error, repr(error), type(error.__cause__).__name__)
print([isinstance(e, LookupError) for e in errors], errors[1] == errors[2], len(set(errors)), stock)
print([c.__name__ for c in Unknown.__mro__])
