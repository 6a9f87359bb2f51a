# An interpreter of a small stack language with words, conditions, loops, definitions and strings.
class Halt(Exception):
    pass


class Machine:
    def __init__(self):
        self.stack, self.words, self.output = [], {}, []
        self.builtin = {name[3:]: getattr(self, name) for name in dir(self) if name.startswith("do_")}
        self.operators = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a,
                          b: a // b,
                          "<": lambda a, b: int(a < b), "=": lambda a, b: int(a == b)}

    def run(self, source):
        self.execute(source.split())
        return " ".join(map(str, self.output)), self.stack

    def execute(self, code):
        i = 0
        while i < len(code):
            word = code[i]
            i += 1
            if word == ":":
                end = code.index(";", i)
                self.words[code[i]] = code[i + 1:end]
                i = end + 1
            elif word == "[":
                depth, start = 1, i
                while depth:
                    depth += (code[i] == "[") - (code[i] == "]")
                    i += 1
                self.stack.append(code[start:i - 1])
            elif word in self.words:
                self.execute(self.words[word])
            elif word in self.operators:
                b, a = self.stack.pop(), self.stack.pop()
                self.stack.append(self.operators[word](a, b))
            elif word in self.builtin:
                self.builtin[word]()
            else:
                try:
                    self.stack.append(int(word))
                except ValueError:
                    raise NameError(f"unknown word {word}") from None

    def do_dup(self):
        self.stack.append(self.stack[-1])

    def do_drop(self):
        self.stack.pop()

    def do_swap(self):
        self.stack[-2:] = self.stack[:-3:-1]

    def do_over(self):
        self.stack.append(self.stack[-2])

    def do_print(self):
        self.output.append(self.stack.pop())

    def do_if(self):
        otherwise, then, condition = (self.stack.pop() for _ in range(3))
        self.execute(then if condition else otherwise)

    def do_while(self):
        body, test = self.stack.pop(), self.stack.pop()
        while self.execute(test) or self.stack.pop():
            self.execute(body)

    def do_stop(self):
        raise Halt


for program in ("2 3 + 4 * print", ": square dup * ; 7 square print", "5 [ dup ] [ dup print 1 - ] while",
                ": fact dup 2 < [ drop 1 ] [ dup 1 - fact * ] if ; 10 fact print",
                "0 1 [ dup 100 < ] [ dup print swap over + ] while", ": even dup 2 / 2 * = ; 7 even print 8 even print",
                "1 2 swap print print 5 6", "1 +", "nonsense", "1 0 /", "1 print stop 2 print"):
    try:
        print(program, "->", *(machine := Machine()).run(program))
    except (IndexError, NameError, ZeroDivisionError, Halt) as error:
        print(program, "->", type(error).__name__, error, machine.output)
