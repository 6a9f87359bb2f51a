# A tokenizer and a parser by descent for arithmetic: trees, evaluation, printing, and errors with places.
class ParseError(Exception):
    def __init__(self, message, place):
        super().__init__(f"{message} at {place}")


def tokens(text):
    i = 0
    while i < len(text):
        start, char = i, text[i]
        i += 1
        if char.isspace():
            continue
        if char.isdigit():
            while i < len(text) and (text[i].isdigit() or text[i] == "."):
                i += 1
            yield "number", float(text[start:i]) if "." in text[start:i] else int(text[start:i]), start
        elif char.isalpha():
            while i < len(text) and text[i].isalnum():
                i += 1
            yield "name", text[start:i], start
        elif char in "+-*/^()=":
            yield char, char, start
        else:
            raise ParseError(f"unexpected {char!r}", start)
    yield "end", None, i


class Parser:
    LEVELS = [{"+", "-"}, {"*", "/"}]

    def __init__(self, text):
        self.tokens = list(tokens(text))
        self.position = 0

    def take(self, *kinds):
        kind, value, place = self.tokens[self.position]
        if kind not in kinds:
            raise ParseError(f"expected {' or '.join(kinds)}, found {kind}", place)
        self.position += 1
        return value

    @property
    def kind(self):
        return self.tokens[self.position][0]

    def parse(self):
        tree = self.binary(0)
        self.take("end")
        return tree

    def binary(self, level):
        if level == len(self.LEVELS):
            return self.power()
        tree = self.binary(level + 1)
        while self.kind in self.LEVELS[level]:
            tree = (self.take(self.kind), tree, self.binary(level + 1))
        return tree

    def power(self):
        tree = self.atom()
        return (self.take("^"), tree, self.power()) if self.kind == "^" else tree

    def atom(self):
        if self.kind == "-":
            return self.take("-"), self.power()
        if self.kind == "(":
            self.take("(")
            tree = self.binary(0)
            self.take(")")
            return tree
        return self.take("number", "name")


def evaluate(tree, names):
    match tree:
        case ("-", operand): return -evaluate(operand, names)
        case ("+", a, b): return evaluate(a, names) + evaluate(b, names)
        case ("-", a, b): return evaluate(a, names) - evaluate(b, names)
        case ("*", a, b): return evaluate(a, names) * evaluate(b, names)
        case ("/", a, b): return evaluate(a, names) / evaluate(b, names)
        case ("^", a, b): return evaluate(a, names) ** evaluate(b, names)
        case str(name): return names[name]
        case number: return number


for text in ("1 + 2 * 3", "(1 + 2) * -x", "2 ^ 3 ^ 2 - 8 / 4 / 2", "10 - 4 - 3", "1.5 * y", "2 +", "(1", "3 $ 4",
             "1 2", "z", "1 / 0"):
    try:
        tree = Parser(text).parse()
        print(text, "->", tree, "=", evaluate(tree, {"x": 5, "y": 4}))
    except (ParseError, KeyError, ZeroDivisionError) as error:
        print(text, "->", type(error).__name__, error)
