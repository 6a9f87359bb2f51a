"""Random programs: whole, terminating, and telling what they do as they go.

A Writer makes one program from one seed. Variables carry their kind in their name (i0 is an int, s1 a str, x2 anything), so
that most operations make sense and some do not; what fails is caught and shown, or ends the program with a traceback. Loops run
over few items, functions call only functions written before them, and clip() keeps what grows small.
"""
import random

KINDS = {"i": 4, "f": 2, "s": 3, "b": 1, "t": 2, "l": 3, "d": 2, "e": 2, "x": 4}
HELPERS = '''
def text(value):
    try:
        shown = repr(value)
    except Exception as error:
        shown = f"<repr: {type(error).__name__}: {error}>"
    while " at 0x" in shown:
        at = shown.index(" at 0x")
        end = at + 6
        while end < len(shown) and shown[end] in "0123456789abcdef":
            end += 1
        shown = shown[:at] + shown[end:]
    return shown[:300]
def show(*values, **named):
    print(*[text(value) for value in values], *[f"{name}={text(value)}" for name, value in named.items()])
def failed(error):
    print(type(error).__name__, text(error.args), text(error.__cause__), text(error.__context__), sep=" | ")
def clip(value):
    if type(value) is int and abs(value) > 10 ** 40:
        return value % 1000003
    if type(value) in (str, bytes, list, tuple) and len(value) > 40:
        return value[:7]
    return value
def drive(coroutine):
    sent = None
    for turn in range(30):
        try:
            show("waits", coroutine.send(sent))
        except StopIteration as stop:
            return stop.value
        sent = turn
    coroutine.close()
class Pause:
    def __init__(self, value): self.value = value
    def __await__(self):
        got = yield self.value
        return got
'''
BINARY = ["+", "-", "*", "/", "//", "%", "&", "|", "^", "<<", ">>", "**", "@"]
COMPARE = ["<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not"]
ERRORS = ["ValueError", "TypeError", "KeyError", "IndexError", "ZeroDivisionError", "AttributeError", "LookupError", "ArithmeticError",
          "RuntimeError", "StopIteration", "NameError", "Exception"]
METHODS = {
    "s": ["upper()", "title()", "split()", "strip('a ')", "center(9, '*')", "partition('b')", "encode()", "isalpha()", "zfill(6)",
          "find('a')", "replace('a', 'bb')", "join(['x', 'y'])", "splitlines(True)", "rjust(5)", "swapcase()", "casefold()",
          "expandtabs(4)", "startswith(('a', 'b'))", "removeprefix('a')", "index('zz')", "translate({97: 'A', 98: None})", "count('')"],
    "i": ["bit_length()", "bit_count()", "to_bytes(4, 'big', signed=True)", "conjugate()", "as_integer_ratio()", "__index__()", "real"],
    "f": ["is_integer()", "hex()", "as_integer_ratio()", "conjugate()", "imag"],
    "b": ["hex()", "decode()", "upper()", "split(b'b')", "find(97)", "join([b'x', b'y'])", "rstrip(b'c')", "startswith(b'a')"],
    "t": ["count(1)", "index(2)", "__len__()"],
    "l": ["append(7)", "pop()", "reverse()", "sort()", "insert(1, 5)", "copy()", "index(3)", "remove(2)", "count(1)", "extend((1, 2))",
          "sort(key=str)", "sort(key=lambda v: -v, reverse=True)", "pop(-2)", "__len__()"],
    "d": ["get('k')", "pop('a', None)", "items()", "keys()", "values()", "setdefault('z', [])", "popitem()", "update(k=3)", "copy()",
          "pop('nope')", "update([(1, 2), ('q', 'r')])"],
    "e": ["add(4)", "discard(1)", "remove(9)", "union([1, 2])", "issubset({1, 2, 3, 4})", "symmetric_difference((1, 5))", "copy()",
          "isdisjoint([8])", "update('ab')"],
    "x": ["name", "value", "method(1)", "method(1, 2, k=3)", "missing", "__class__.__name__", "tag"],
}
FORMATS = ["", "!r", "!s", "!a", ":>8", ":<6", ":^9", ":+", ":x", ":#o", ":08.3f", ":e", ":,", ":.2%", ":_b", ":c", ":10.4", "!r:>12", "=", ":*^7d"]
SPECIAL = {
    "__repr__": ("self", "s"), "__str__": ("self", "s"), "__len__": ("self", "i"), "__bool__": ("self", "x"), "__hash__": ("self", "i"),
    "__eq__": ("self, other", "x"), "__lt__": ("self, other", "x"), "__le__": ("self, other", "x"), "__add__": ("self, other", "x"),
    "__radd__": ("self, other", "x"), "__iadd__": ("self, other", "x"), "__sub__": ("self, other", "x"), "__mul__": ("self, other", "x"),
    "__rmul__": ("self, other", "x"), "__neg__": ("self", "x"), "__invert__": ("self", "x"), "__contains__": ("self, item", "x"),
    "__getitem__": ("self, key", "x"), "__setitem__": ("self, key, value", "x"), "__delitem__": ("self, key", "x"),
    "__iter__": ("self", "iter"), "__call__": ("self, *args, **kwargs", "x"), "__getattr__": ("self, name", "x"),
    "__setattr__": ("self, name, value", "set"), "__enter__": ("self", "x"), "__exit__": ("self, kind, error, place", "x"),
    "__index__": ("self", "i"), "__int__": ("self", "i"), "__float__": ("self", "f"), "__format__": ("self, spec", "s"),
    "__missing__": ("self, key", "x"), "__getattribute__": ("self, name", "get"), "__delattr__": ("self, name", "x"),
    "__reversed__": ("self", "iter"), "__matmul__": ("self, other", "x"), "__divmod__": ("self, other", "x"), "__round__": ("self, n=None", "x"),
    "__init_subclass__": ("cls, **named", "x"), "__set_name__": ("self, owner, name", "x"), "__get__": ("self, instance, owner=None", "x"),
    "__instancecheck__": ("self, other", "x"), "__class_getitem__": ("cls, item", "x"), "__length_hint__": ("self", "i"), "__dir__": ("self", "l"),
}


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines, self.depth, self.functions, self.classes, self.objects = [], 0, [], [], []
        self.count = self.loops = 0
        self.level = 2            # how deep compound statements may still nest
        self.function = None      # "def", "gen", "async" while one is written
        self.names = [f"{kind}{n}" for kind, many in KINDS.items() for n in range(many)]
        self.locals = []

    # ---- choices

    def chance(self, p):
        return self.random.random() < p

    def pick(self, items):
        return self.random.choice(items)

    def fresh(self, prefix):
        self.count += 1
        return f"{prefix}_{self.count}"

    def emit(self, line):
        self.lines.append("    " * self.depth + line)

    def block(self, head, body, *args):
        self.emit(head)
        self.depth += 1
        before = len(self.lines)
        body(*args)
        if len(self.lines) == before:
            self.emit("pass")
        self.depth -= 1

    # ---- expressions

    def variable(self, kind=None):
        names = [n for n in self.names + self.locals if kind is None or n[0] == kind]
        return self.pick(names)

    def literal(self, kind):
        pick, r = self.pick, self.random
        if kind == "i":
            return pick([str(r.randint(-9, 99)), str(r.randint(-9, 9)), "0", "True", "2**70", "-1", "0x7fffffff", "10**20"])
        if kind == "f":
            return pick(["0.5", "-2.25", "1e300", "3.0", "float('inf')", "-0.0", "1/3", "1e-7", "123456789.125"])
        if kind == "s":
            return pick(["'abc'", "''", "'b a b'", "'\\u00e9t\\u00e9'", "'12'", "'\\U0001f600x'", "'Ab\\nCd'", "'%s and %r'", "'a' 'b'"])
        if kind == "b":
            return pick(["b'abc'", "b''", "bytes(3)", "b'\\xff\\x00'"])
        inner = [self.literal(pick("iisf")) for _ in range(r.randint(0, 4))]
        if kind == "t":
            return "(" + "".join(i + ", " for i in inner) + ")"
        if kind == "l":
            return "[" + ", ".join(inner) + "]"
        if kind == "e":
            # No names: where CPython has interned them, a set of constants can be in another order.
            return "{" + ", ".join(pick([self.literal("i"), "'12'", "'b a b'", "'\\u00e9'"]) for _ in range(r.randint(1, 4))) + "}"
        if kind == "d":
            return "{" + ", ".join(f"{self.literal(pick('si'))}: {i}" for i in inner) + "}"
        return self.literal(pick("iisftld")) if self.chance(0.8) else "None"

    def expression(self, depth=2, kind="x"):
        if depth <= 0 or self.chance(0.2):
            return self.variable(kind) if self.chance(0.7) else self.literal(kind)
        makers = [self.binary, self.compare, self.unary, self.method, self.call, self.subscript, self.display, self.comprehension,
                  self.conditional, self.fstring, self.boolean, self.lambda_call, self.attribute, self.builtin, self.walrus]
        return self.pick(makers)(depth - 1)

    def operand(self, depth):
        return self.expression(depth, self.pick("iiifsltdexxb"))

    def binary(self, d):
        op = self.pick(BINARY[:8] if self.chance(0.8) else BINARY)
        right = self.operand(d)
        if op in ("**", "<<", "*"):   # small ones, or there is no end
            right = self.pick([str(self.random.randint(-1, 5)), "2", "3", "x0 % 4" if op == "*" else "1"])
        return f"({self.operand(d)} {op} {right})"

    def compare(self, d):
        text = self.operand(d)
        for _ in range(self.pick([1, 1, 1, 2])):
            op = self.pick(COMPARE[:8])
            text += f" {op} {self.operand(d)}"
        return f"({text})"

    def unary(self, d):
        return f"({self.pick(['-', '+', '~', 'not '])}{self.operand(d)})"

    def boolean(self, d):
        return f"({self.operand(d)} {self.pick(['and', 'or'])} {self.operand(d)})"

    def conditional(self, d):
        return f"({self.operand(d)} if {self.operand(d)} else {self.operand(d)})"

    def method(self, d):
        kind = self.pick(list(METHODS))
        return f"{self.variable(kind)}.{self.pick(METHODS[kind])}"

    def attribute(self, d):
        return f"{self.variable('x')}.{self.pick(['name', 'value', 'tag', 'missing', 'prop', '__dict__'])}"

    def subscript(self, d):
        base = self.variable(self.pick("sltdxb"))
        index = self.pick([self.variable("i"), str(self.random.randint(-3, 4)), "::2", "1:", "-2:", "::-1", "1:3", "'a'", f"{self.variable('i')}:", "..., 1"])
        return f"{base}[{index}]"

    def display(self, d):
        items = [self.pick(["*" + self.variable(self.pick("stle")), self.operand(d), self.operand(d)]) for _ in range(self.random.randint(0, 3))]
        shape = self.pick("([{d")
        if shape == "d":
            pairs = [self.pick([f"**{self.variable('d')}", f"{self.literal(self.pick('si'))}: {self.operand(d)}"]) for _ in range(self.random.randint(0, 3))]
            return "{" + ", ".join(pairs) + "}"
        if shape == "{":
            return "{" + ", ".join(self.pick(["*" + self.variable("e"), self.literal("i"), self.variable("i")]) for _ in range(self.random.randint(1, 3))) + "}"
        return "(" + "".join(i + ", " for i in items) + ")" if shape == "(" else "[" + ", ".join(items) + "]"

    def iterable(self, d):
        return self.pick([f"range({self.random.randint(0, 5)})", self.variable("s") + "[:5]", self.variable("t"), self.variable("l") + "[:5]", f"list({self.variable('d')})[:4]",
                          f"sorted({self.variable('e')}, key=str)[:4]", f"zip({self.variable('l')}[:4], {self.variable('s')}[:4])", f"enumerate({self.variable('s')}[:4])",
                          f"list({self.variable('x')})[:3]", f"reversed({self.variable('l')}[:4])", f"map(str, {self.variable('t')})", f"{self.variable('d')}.items()"])

    def comprehension(self, d):
        item = self.fresh("n")
        self.locals.append("x" + item)
        value = self.expression(min(d, 1), "x").replace(":=", "==")
        test = self.pick(["", "", f" if x{item}", f" if {self.expression(min(d, 1), 'x')}".replace(":=", "==")])
        self.locals.pop()
        source = self.iterable(0)
        form = self.pick(["[{}]", "list({})", "dict", "tuple({})", "max({})", "any({})"])
        body = f" for x{item} in {source}{test}"
        if form == "dict":
            return "{" + f"str(x{item}): {value}{body}" + "}"
        return form.format(value + body)

    def fstring(self, d):
        parts = ""
        for _ in range(self.random.randint(1, 3)):
            parts += self.pick(["", "a ", "{{", "\\n", "<"]) + "{" + self.variable(self.pick("iifsxtb")) + self.pick(FORMATS) + "}"
        if self.chance(0.2):
            parts += "{" + self.variable("f") + ":{" + self.pick(["12", "'>'"]) + "}.{" + self.pick(["1", "2"]) + "}}"
        return f'f"{parts}"'

    def arguments(self, d):
        args = [self.pick([self.operand(0), self.operand(d), "*" + self.variable(self.pick("tls"))]) for _ in range(self.random.randint(0, 3))]
        args += [f"{name}={self.operand(0)}" for name in self.random.sample(["a", "b", "c", "k", "z"], self.pick([0, 0, 1, 2]))]
        if self.chance(0.15):
            args.append(f"**{self.variable('d')}")
        return ", ".join(args)

    def call(self, d):
        if not self.functions or self.chance(0.2):
            return f"{self.variable('x')}({self.arguments(d)})"
        return f"{self.pick(self.functions)}({self.arguments(d)})"

    def lambda_call(self, d):
        name = self.fresh("v")
        self.locals.append("x" + name)
        body = self.expression(min(d, 1), "x").replace(":=", "==")
        self.locals.pop()
        return f"(lambda x{name}, *rest, k=1: {body})({self.operand(0)})"

    def builtin(self, d):
        one = self.pick(["len", "abs", "str", "int", "float", "list", "tuple", "set", "dict", "sum", "min", "max", "sorted", "iter", "bool", "repr", "type", "callable",
                         "hash", "round", "ord", "chr", "bin", "hex", "any", "all", "ascii", "bytes", "frozenset", "complex", "next", "enumerate", "reversed", "vars"])
        if one in ("set", "frozenset"):
            return f"{one}({self.pick([self.variable('s'), self.variable('e'), 'range(4)'])})"
        if one == "hash":
            return f"hash({self.pick([self.variable('i'), self.variable('f'), self.variable('s'), '(1, 2.5)', self.variable('l')])})"
        if one == "bytes":
            return f"bytes({self.pick([self.variable('b'), '[1, 2, 300]', '5', self.variable('s')])})"
        many = [f"isinstance({self.operand(0)}, ({self.pick(['int', 'str', 'list'])}, {self.pick(self.classes or ['float'])}))", f"getattr({self.variable('x')}, 'value', {self.operand(0)})",
                f"divmod({self.operand(0)}, {self.variable('i')})", f"pow({self.variable('i')}, 3, {self.pick(['7', '0', '11'])})", f"sum({self.variable('l')}, {self.operand(0)})",
                f"sorted({self.variable('l')}, key=lambda v: {self.pick(['-v', 'str(v)', 'v', '(v, 1)'])})", f"max({self.operand(0)}, {self.operand(0)})",
                f"list(zip({self.variable('l')}, {self.variable('s')}))", f"list(filter(None, {self.variable('t')}))", f"'%s %5d' % ({self.operand(0)}, {self.variable('i')})",
                f"'{{}} {{!r:>5}} {{0}}'.format({self.operand(0)}, 1)", f"'{{:>{{}}}} {{x}}'.format({self.variable('s')}, 5, x={self.operand(0)})", f"int({self.variable('s')}, 16)"]
        return self.pick(many) if self.chance(0.4) else f"{one}({self.operand(min(d, 1))})"

    def walrus(self, d):
        if self.locals and any(n.startswith("xn_") or n.startswith("xv_") for n in self.locals):
            return self.operand(d)
        return f"({self.assignable()} := {self.operand(d)})"

    def assignable(self):
        return self.variable("x")

    # ---- statements

    def body(self, most=4, level=2):
        for _ in range(self.random.randint(1, most)):
            self.statement(level)

    def statement(self, level):
        simple = [self.assign, self.assign, self.augmented, self.show, self.show, self.expression_statement, self.delete, self.unpack, self.store]
        compound = [self.if_, self.for_, self.while_, self.try_, self.try_, self.with_, self.match, self.inner_function]
        if self.function == "gen" and self.chance(0.3):
            return self.yield_()
        if self.function == "async" and self.chance(0.3):
            return self.await_()
        if self.function and self.chance(0.08):
            return self.emit(f"return {self.expression(1)}" if self.function != "gen" or self.chance(0.5) else "return")
        if self.chance(0.05):
            return self.raise_()
        if self.loops and self.chance(0.1):
            return self.emit(self.pick(["continue", "break"]) if self.chance(0.3) else f"if {self.expression(1)}: {self.pick(['break', 'continue'])}")
        self.choose(simple, compound, level)

    def choose(self, simple, compound, level):
        if level <= 0 or self.chance(0.6):
            return self.pick(simple)()
        self.level = level - 1
        self.pick(compound)()
        self.level = level

    def inner(self, most=3):
        self.body(most, self.level)

    def assign(self):
        kind = self.pick("iifssttlldexxxx")
        name = self.variable(kind)
        value = self.expression(3) if kind == "x" else self.literal(kind)
        if kind == "x" and self.objects and self.chance(0.3):
            value = f"{self.pick(self.classes)}({self.arguments(1)})"
        self.emit(f"{name} = {self.variable('x') + ' = ' if kind == 'x' and self.chance(0.1) else ''}{value}")
        if self.loops:
            self.emit(f"{name} = clip({name})")

    def augmented(self):
        kind = self.pick("isltxed")
        op = {"i": ["+", "-", "//", "%", "|", "^", ">>"], "s": ["+"], "l": ["+"], "t": ["+"], "e": ["|", "&", "-", "^"], "d": ["|"]}.get(kind, BINARY[:7])
        right = self.variable(kind) if kind != "x" else self.operand(1)
        name = self.variable(kind)
        self.emit(f"{name} {self.pick(op)}= {right}")
        if kind not in "ed":
            self.emit(f"{name} = clip({name})")

    def store(self):
        base = self.pick(["d", "l", "x", "x"])
        target = self.variable(base)
        if base == "x" and self.chance(0.6):
            self.emit(f"{target}.{self.pick(['value', 'tag', 'name', 'prop'])} {self.pick(['=', '=', '+='])} {self.expression(1)}")
        else:
            self.emit(f"{target}[{self.pick([self.variable('i'), '0', '-1', repr('a'), '1:2', '::2'])}] = {self.operand(1)}")

    def show(self):
        self.emit(f"show({self.expression(3)}, {self.variable()})" if self.chance(0.7) else f"show(*{self.variable(self.pick('tls'))}, v={self.expression(1)})")

    def expression_statement(self):
        self.emit(self.expression(3))

    def delete(self):
        self.emit("del " + self.pick([f"{self.variable('l')}[{self.pick(['0', '-1', '1:', '9'])}]", f"{self.variable('d')}['a']", f"{self.variable('x')}.value", f"{self.variable('x')}[1]"]))

    def unpack(self):
        targets = [self.variable("x") for _ in range(self.random.randint(1, 3))]
        if self.chance(0.4):
            targets[self.random.randrange(len(targets))] = "*" + self.variable("x")
        if self.chance(0.2):
            targets.append(f"({self.variable('x')}, {self.variable('x')})")
        self.emit(", ".join(targets) + (", = " if len(targets) == 1 else " = ") + self.pick([self.variable("t"), self.variable("l"), self.variable("s"), self.display(1), self.operand(1)]))

    def raise_(self):
        error = self.pick(ERRORS)
        self.emit(self.pick([f"raise {error}({self.operand(0)})", f"raise {error}", f"raise {error}('from') from {self.pick(['None', 'ValueError(1)', self.variable('x')])}",
                             f"assert {self.expression(1)}, {self.operand(0)}", f"raise {self.variable('x')}"]))

    def if_(self):
        self.block(f"if {self.expression(2)}:", self.inner)
        if self.chance(0.3):
            self.block(f"elif {self.expression(1)}:", self.inner)
        if self.chance(0.5):
            self.block("else:", self.inner)

    def looping(self):
        self.loops += 1
        self.inner()
        self.loops -= 1

    def for_(self):
        if self.loops > 1:
            return self.show()
        target = self.pick([self.variable("x"), self.variable("x"), f"{self.variable('x')}, {self.variable('x')}", f"{self.variable('x')}, *{self.variable('x')}"])
        self.block(f"for {target} in {self.iterable(1)}:", self.looping)
        if self.chance(0.2):
            self.block("else:", self.outside_loop)

    def outside_loop(self):
        kept, self.loops = self.loops, max(0, self.loops - 1) if self.loops else 0
        self.emit(f"show({self.variable()})")
        self.loops = kept

    def while_(self):
        if self.loops > 1:
            return self.show()
        turn = self.fresh("turn")
        self.emit(f"{turn} = 0")
        self.emit(f"while ({turn} := {turn} + 1) < {self.random.randint(2, 5)} and {self.expression(1)}:")
        self.depth += 1
        self.looping()
        self.depth -= 1

    def try_(self):
        self.block("try:", self.inner)
        error = self.pick(ERRORS)
        shape = self.random.random()
        if shape < 0.12:
            kept, self.loops = self.loops, 0
            function, self.function = self.function, None     # no return, break or continue in except*
            self.block(f"except* {error} as group:", lambda: self.emit("failed(group)"))
            self.block("except* Exception as group:", lambda: self.emit("show(group.exceptions)"))
            self.loops, self.function = kept, function
        elif shape < 0.85:
            self.block(f"except ({error}, {self.pick(ERRORS)}) as error:" if self.chance(0.4) else f"except {error} as error:", self.handler)
            self.block("except Exception as error:", self.handler)
            if self.chance(0.3):
                self.block("else:", self.inner)
        if 0.7 < shape:
            self.block("finally:", self.inner)

    def handler(self):
        self.emit("failed(error)")
        if self.chance(0.15):
            self.emit(self.pick(["raise", "raise KeyError('again') from error", "raise RuntimeError(error)", "error.add_note('note')"]))
        elif self.chance(0.4):
            self.inner(2)

    def with_(self):
        if not self.classes:
            return self.show()
        manager = f"{self.pick(self.classes)}({self.arguments(0)})"
        second = f", {self.variable('x')}" if self.chance(0.2) else ""
        self.block(f"with {manager}{self.pick(['', ' as ' + self.variable('x')])}{second}:", self.inner)

    def pattern(self, depth=2):
        shapes = [lambda: self.pick(["0", "1", "'abc'", "None", "True", "-2.25", "'a' | 'b'"]), lambda: "_", lambda: f"{self.pick(['int', 'str', 'float', 'list'])}({self.pick(['', 'c_' + str(self.random.randint(0, 2))])})"]
        if depth:
            shapes += [lambda: f"[{self.pattern(0)}, *{self.pick(['_', 'rest'])}]", lambda: f"({self.pattern(0)}, {self.pick(['_', 'second'])})", lambda: "{'a': " + self.pattern(0) + ", **others}",
                       lambda: f"{self.pick(['int()', '[_, *_]', 'str()'])} as whole", lambda: f"{self.pick(self.classes or ['dict'])}({self.pick(['', 'value=' + self.pick(['_', 'got'])])})"]
        return self.pick(shapes)()

    def match(self):
        self.emit(f"match {self.operand(1)}:")
        self.depth += 1
        for _ in range(self.random.randint(1, 3)):
            pattern = self.pattern()
            guard = f" if {self.expression(1)}" if self.chance(0.3) or pattern == "_" else ""
            self.block(f"case {pattern}{guard}:", self.inner, 2)
        self.depth -= 1

    def yield_(self):
        self.emit(self.pick([f"yield {self.expression(1)}", f"{self.variable('x')} = yield {self.expression(1)}", f"yield from {self.iterable(0)}", f"show((yield {self.variable()}))"]))

    def await_(self):
        self.emit(self.pick([f"await Pause({self.expression(1)})", f"{self.variable('x')} = await Pause({self.variable()})", f"show([v async for v in ticks({self.variable('x')})])",
                             f"show(await Pause({self.expression(1)}))", f"await {self.variable('x')}"]))

    # ---- definitions

    def parameters(self):
        names = ["a", "b", "c"][:self.random.randint(0, 3)]
        text, seen_default = [], False
        for n, name in enumerate(names):
            seen_default = seen_default or self.chance(0.4)
            text.append(f"x{name}" + (f"={self.literal(self.pick('isl'))}" if seen_default else ""))
            if n == 0 and self.chance(0.15):
                text.append("/")
        if self.chance(0.4):
            text.append("*args")
        elif self.chance(0.3):
            text.append("*")
            text.append("k=1")
            return text + (["**named"] if self.chance(0.3) else []), ["x" + n for n in names]
        if self.chance(0.4):
            text.append("k=2")
        if self.chance(0.5):
            text.append("**named")
        return text, ["x" + n for n in names]

    def function_body(self, kind, names):
        state = self.function, self.loops, self.locals, self.level, self.names
        self.function, self.loops, self.level = kind, 0, 1
        self.locals = self.locals + names
        # What a function assigns is its own: give it values first, or say that it is global.
        if self.chance(0.5):
            self.emit("global " + ", ".join(self.names))
        else:
            used = [f"{k}{n}" for k, many in KINDS.items() for n in range(min(many, 2))]
            for name in used:
                if self.chance(0.93):
                    self.emit(f"{name} = {self.literal(name[0])}")
            self.names = used
        if kind == "gen":
            self.emit("yield 0")
        self.body(4, 1)
        self.emit(f"return {self.expression(2)}")
        self.function, self.loops, self.locals, self.level, self.names = state

    def define_function(self):
        name = self.fresh("fn")
        kind = self.pick(["def", "def", "def", "gen", "async"])
        params, names = self.parameters()
        if self.functions and self.chance(0.1) and kind == "def":
            self.emit(f"@(lambda f: lambda *a, **k: (show('calls'), f(*a, **k))[1])")
        annotation = self.pick(["", " -> int", " -> 'text'"])
        self.block(f"{'async ' if kind == 'async' else ''}def {name}({', '.join(params)}){annotation}:", self.function_body, kind, names)
        self.functions.append(f"drive_{name}" if kind == "async" else name)
        if kind == "async":
            self.emit(f"def drive_{name}(*args, **named): return drive({name}(*args, **named))")

    def inner_function(self):
        name = self.fresh("in")
        cell = self.fresh("cell")
        self.emit(f"{cell} = {self.operand(0)}")
        def body():
            if self.depth > 1 and self.function:
                self.emit(f"nonlocal {cell}")
            else:
                self.emit(f"global {cell}")
            self.emit(f"{cell} = clip([{cell}, xq])")
            self.emit(f"return {cell}, lambda: {cell}")
        self.block(f"def {name}(xq={self.operand(0)}):", body)
        self.emit(f"show({name}(), {name}({self.operand(0)})[1](), {cell})")

    def define_class(self):
        name = self.fresh("C")
        bases = self.random.sample(self.classes, min(len(self.classes), self.pick([0, 0, 1, 1, 2]))) or self.pick([[], [], [], ["dict"], ["list"], ["int"], ["str"], ["Exception"]])
        def body():
            if self.chance(0.15):
                self.emit("__slots__ = ('value', 'tag')" if not bases else "__slots__ = ()")
            if self.chance(0.7):
                self.block("def __init__(self, *args, **named):", lambda: (self.emit(f"self.value = {self.pick(['args', 'len(args)', 'named', self.literal('x')])}"), self.emit(f"self.tag = {self.literal('x')}") if self.chance(0.4) else None))
            if self.chance(0.4):
                self.emit(f"name = {self.literal('x')}")
            if self.chance(0.3):
                self.emit("@property")
                self.emit(f"def prop(self): return {self.pick(['self.value', 'self.missing', self.literal('x')])}")
            if self.chance(0.2):
                self.emit(self.pick(["@staticmethod", "@classmethod"]))
                self.emit(f"def method(one=1, *args, k=0): return show('method', {self.pick(['args', 'k'])}) or {self.literal('x')}")
            if self.chance(0.15):
                self.emit("__match_args__ = ('value',)")
            for special in self.random.sample(list(SPECIAL), self.random.randint(0, 5)):
                self.special(special)
        named = ", flag=1" if self.chance(0.05) else ""
        base = ", ".join(bases) + named
        self.emit("try:")
        self.depth += 1
        self.block(f"class {name}({base.lstrip(', ')}):" if base else f"class {name}:", body)
        self.depth -= 1
        self.emit("except Exception as error:")
        self.emit("    failed(error)")
        self.emit(f"    class {name}: value = 3")
        self.classes.append(name)
        self.objects.append(name)

    def special(self, name):
        params, kind = SPECIAL[name]
        result = self.literal(kind) if kind in "sifxl" else None
        if self.chance(0.1) and kind in "sif":
            result = self.literal("x")
        if kind == "x" and self.chance(0.3):
            result = self.pick(["NotImplemented", "self" if "self" in params else "cls", "(1, 2)", "True", "False"])
        def body():
            if self.chance(0.5) and name not in ("__getattribute__", "__getattr__", "__repr__"):
                self.emit(f"print('{name}')")
            if self.chance(0.1):
                self.emit(f"raise {self.pick(ERRORS)}('{name}')")
            elif kind == "iter":
                self.emit(self.pick(["return iter([1, 'b', 3.5])", "yield from range(3)", "return 3"]))
            elif kind == "set":
                self.emit("object.__setattr__(self, name, value)")
            elif kind == "get":
                self.emit("return object.__getattribute__(self, name)")
            elif name == "__getattr__":
                self.emit("raise AttributeError(name)" if self.chance(0.5) else "return name + '?' if name[:2] != '__' else object.__getattribute__(self, name)")
            else:
                self.emit(f"return {result}")
        self.block(f"def {name}({params}):", body)

    # ---- the program

    def program(self):
        self.lines += HELPERS.strip("\n").splitlines()
        self.emit("async def ticks(n):")
        self.emit("    for k in range(3):")
        self.emit("        yield k, await Pause(n)")
        for name in self.names:
            self.emit(f"{name} = {self.literal(name[0])}")
        for _ in range(self.random.randint(2, 6)):
            self.pick([self.define_class, self.define_function])()
            self.guarded()
        for _ in range(self.random.randint(4, 10)):
            self.guarded()
        for name in self.functions:
            self.emit("try:")
            self.emit(f"    x0 = {name}({self.arguments(1)})")
            self.emit("    if hasattr(x0, 'send'):")
            self.emit(f"        show(next(x0), x0.send({self.literal('x')}))")
            self.emit(f"        {self.pick(['x0.close()', 'show(list(x0))', 'show(x0.throw(KeyError(1)))'])}")
            self.emit("    show(x0)")
            self.emit("except Exception as error: failed(error)")
        self.emit(f"show({', '.join(self.names)})")
        self.loops = 0
        self.body(3, 1)     # what goes wrong here is shown by the interpreter
        return "\n".join(self.lines) + "\n"

    def guarded(self):
        def body():
            self.level = 2
            self.body(3, 2)
        self.block("try:", body)
        self.emit("except Exception as error: failed(error)")


def program(seed):
    return Writer(seed).program()
