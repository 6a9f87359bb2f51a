# Assignment expressions: in loops, conditions, comprehensions, and the scope they bind in.
numbers = iter([3, 8, 12, 0, 5])
while (n := next(numbers)) != 0:
    print("read", n)
print("stopped at", n)

if (length := len("assignment")) > 5 and (half := length // 2):
    print(length, half)

values = [square for x in range(6) if (square := x * x) % 2]
print(values, square)
print([last := x for x in "abc"], last)
print(any((found := word).startswith("c") for word in ["apple", "cherry", "fig"]), found)


def running(items):
    total = 0
    return [total := total + item for item in items], total


print(running([1, 2, 3, 4]))


def outer():
    def inner():
        nonlocal seen
        return [seen := seen + [x] for x in (1, 2)]
    seen = []
    inner()
    return seen


print(outer())


def global_walrus():
    global shared
    return [shared := n for n in range(4)]


global_walrus()
print(shared)

print((a := 1, b := 2), a + b)
print(f"{(width := 8):>{width}}|", f"{width:=^12}")
data = {(key := "k"): (value := 5)}
print(data, key, value)
print((lambda x: (y := x + 1) * y)(4))
table = [[1, 2], [3], []]
print([(size, row) for row in table if (size := len(row))], size)
for bad in ("(x.y := 1)", "(x := 1) = 2", "[i := 0 for i in y]", "[x for x in (y := z)]", "x := 1"):
    try:
        compile(bad, "<text>", "exec")
    except SyntaxError as error:
        print(bad, "->", error.msg)
