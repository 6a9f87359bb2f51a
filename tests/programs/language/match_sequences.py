# match with sequences: fixed and starred, nested, what counts as a sequence, and captures.
from collections import deque


def shape(value):
    match value:
        case []:
            return "empty"
        case [x]:
            return f"one: {x!r}"
        case [x, y]:
            return f"two: {x!r} {y!r}"
        case ["go", direction, *rest]:
            return f"go {direction} then {rest}"
        case [first, *_, last] if first == last:
            return f"same ends {first!r}"
        case (1, (2 | 3 as inner, [*deep])):
            return f"never: two items came before {inner} {deep}"
        case [*start, "end"]:
            return f"ends: {start}"
        case [[a, b], *others, [c, d]]:
            return f"pairs: {a}{b}{c}{d} {others}"
        case [*everything]:
            return f"list of {len(everything)}"
        case _:
            return f"no sequence: {type(value).__name__}"


class Row(list):
    pass


for value in ([], (), [1], (1, 2), [1, [2, [3]]], ["go", "north"], ["go", "north", "fast", 2], [1, 2, 1],
              ["a", "b", "end"],
              [[1, 2], 0, 0, [3, 4]], range(4), "text", b"raw", bytearray(b"r"), {1, 2}, {1: 2}, iter([1]),
              deque([1, 2]),
              Row([9]), memoryview(b"abc"), 5):
    print(shape(value))


def evaluate(expression):
    match expression:
        case int() | float():
            return expression
        case [left, "+", right]:
            return evaluate(left) + evaluate(right)
        case [left, "*", right]:
            return evaluate(left) * evaluate(right)
        case ["-", operand]:
            return -evaluate(operand)
        case ["sum", *operands]:
            return sum(map(evaluate, operands))
        case unknown:
            raise ValueError(f"cannot evaluate {unknown}")


print(evaluate([[1, "+", 2], "*", ["-", [3, "+", 4]]]), evaluate(["sum", 1, [2, "*", 2.5], 3]))
try:
    evaluate([1, "/", 2])
except ValueError as error:
    print(error)
match 1, 2, 3:
    case x, *y:
        print(x, y)
