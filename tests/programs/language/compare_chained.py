# Chained comparisons: each operand is evaluated once, the rest is skipped when one link fails.
def value(label, number):
    print(f"  {label}={number}")
    return number


print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 > 1, 1 < 2 > 1 != 5)
print("evaluated until one fails:")
print(value("a", 5) < value("b", 3) < value("c", 9))
print(value("a", 1) < value("b", 3) < value("c", 9))
print(1 == 1.0 == True, value is not None is None, 1 in [1] in [[1]], 1 in [1] == True)


class Loud:
    def __init__(self, name, result):
        self.name = name
        self.result = result

    def __lt__(self, other):
        print(f"  {self.name} < {other.name}")
        return self.result

    def __gt__(self, other):
        print(f"  {self.name} > {other.name}")
        return self.result


class Verdict:
    def __init__(self, truth):
        self.truth = truth

    def __bool__(self):
        print("  asked for truth:", self.truth)
        return self.truth

    def __repr__(self):
        return f"Verdict({self.truth})"


yes = Loud("yes", Verdict(True))
no = Loud("no", Verdict(False))
print(yes < no)
print(yes < no < yes)
print(no < yes < no)
print(not (yes < no > yes))

grades = [(90, "A"), (75, "B"), (50, "C"), (0, "F")]


def grade(score):
    if not 0 <= score <= 100:
        return "invalid"
    for limit, letter in grades:
        if limit <= score:
            return letter


print([grade(score) for score in (-5, 0, 49, 50, 75, 89, 90, 100, 101)])
print(sum(1 for a in range(6) for b in range(6) for c in range(6) if a < b < c))
try:
    print(1 < 2 < "3")
except TypeError as error:
    print(error)
