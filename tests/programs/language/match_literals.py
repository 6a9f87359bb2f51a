# match with literals, captures, wildcards, or-patterns, guards, and names with dots.
class Color:
    RED = 1
    GREEN = "green"


def describe(value):
    match value:
        case 0:
            return "zero"
        case 1 | 2 | 3 as small:
            return f"small {small}"
        case -4:
            return "minus four"
        case 1.5 | 2 + 3j:
            return "fraction or complex"
        case "yes" | "y":
            return "agreed"
        case b"raw":
            return "bytes"
        case None:
            return "nothing"
        case True:
            return "never: True equals 1, but is compared by identity"
        case Color.GREEN:
            return "dotted name"
        case str() as text if len(text) > 5:
            return f"long text {text}"
        case str(text):
            return f"text {text}"
        case n if isinstance(n, int) and n % 2:
            return f"odd {n}"
        case _:
            return f"other {value!r}"


for value in (0, 1, 2, 3, -4, 1.5, 2 + 3j, "y", b"raw", None, True, False, "green", "longer text", "abc", 7, 8, 0.0,
              []):
    print(describe(value))


def scopes(value):
    match value:
        case captured if captured > 10:
            result = "big"
        case captured:
            result = "small"
    return result, captured


print(scopes(5), scopes(50))
match "no case matches":
    case "something else":
        print("never")
match, case = 1, 2
print(match + case)
match match:
    case 1:
        print("match is a name too")


def ordered(n):
    log = []

    def check(name, result):
        log.append(name)
        return result
    match n:
        case 1 if check("first", False):
            pass
        case 2 if check("second", True):
            pass
        case 1 | 2 if check("third", True):
            pass
    return log


print(ordered(1), ordered(2), ordered(3))
