# Default values are computed once, when the def statement runs, and shared by all calls.
def announce(value):
    print("default computed:", value)
    return value


def append_to(item, bucket=announce([])):
    bucket.append(item)
    return bucket


print(append_to(1))
print(append_to(2))
print(append_to(3, ["fresh"]))
print(append_to(4), append_to.__defaults__)


def fixed(item, bucket=None):
    if bucket is None:
        bucket = []
    bucket.append(item)
    return bucket


print(fixed(1), fixed(2), fixed(3))

limit = 10


def clipped(value, top=limit):
    return value if value < top else top


limit = 99
print(clipped(50), clipped(50, limit))

makers = []
for n in range(3):
    def power(base, exponent=n):
        return base ** exponent
    makers.append(power)
print([make(2) for make in makers])

print("outer default runs before the body:")


def counter(start=announce(5), *, step=announce(2)):
    state = [start]

    def advance(by=step):
        state[0] += by
        return state[0]
    return advance


up = counter()
print(up(), up(), up(10))
counter.__defaults__ = (100,)
counter.__kwdefaults__["step"] = 50
up = counter()
print(up(), up())
counter.__kwdefaults__ = None
try:
    counter()
except TypeError as error:
    print(error)
remembered = (lambda key, cache={}: cache.setdefault(key, len(cache)))
print([remembered(word) for word in "the cat and the dog and the bird".split()])
