# Generator expressions: laziness, what they keep, their use as arguments, nesting, and their attributes.
seen = []


def note(x):
    seen.append(x)
    return x


squares = (note(x) ** 2 for x in range(5) if x != 2)
print(seen, next(squares), seen, list(squares), seen, list(squares))
print(sum(x * x for x in range(10)), max((len(w), w) for w in "some words of text".split()))
print(all(x < 3 for x in map(note, range(10))), seen[-3:])
print(any(x > 1 for x in map(note, range(10))), seen[-3:])
print(",".join(str(n) for n in range(5)),
      tuple(c for c in "abc"), dict((c, ord(c)) for c in "ab"), set(n % 3 for n in range(9)))

factor = 10
scaled = (factor * n for n in (1, 2, 3))
factor = 100
print(next(scaled))
factor = 5
print(list(scaled))

items = [1, 2, 3]
lazy = (x for x in items)
items.append(4)
items = ["rebound"]
print(list(lazy))

pairs = ((x, y) for x in "ab" for y in (n for n in range(2)))
print(list(pairs))
chain = (y for y in (x + 1 for x in (n * 2 for n in range(4))))
print(next(chain), 3 in chain, list(chain))
gen = (i for i in range(3))
print(gen.__name__, gen.__qualname__, gen.gi_code.co_varnames, type(gen).__name__)
gen.close()
print(list(gen))


def broken():
    return [1 // n for n in (1, 0)] if False else (1 // n for n in (2, 0))


failing = broken()
print(next(failing))
try:
    next(failing)
except ZeroDivisionError as error:
    print(error)
matrix = [[1, 2], [3, 4], [5, 6]]
print([*zip(*matrix)], list(list(column) for column in zip(*matrix)), sum(sum(row) for row in matrix))
words = ["level", "noon", "text"]
print(sorted((w for w in words if w == w[::-1]), key=len), next((w for w in words if "x" in w), None))
for text in ("f(x for x in y, 1)", "(x for x in *y)", "(yield for x in y)"):
    try:
        compile(text, "<text>", "eval")
    except SyntaxError as error:
        print(error.msg)
