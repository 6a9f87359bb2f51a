"""The programs on which the front end is compared with python3.11: its library, the programs that its own tests hold in
strings (read where they are installed), library files with a mistake put in, and deeply nested ones.
"""
import ast
import doctest
import io
import pathlib
import random
import re
import tokenize

LIBRARY = "/usr/lib/python3.11"

# ---- files ----------------------------------------------------------------------------------------------------------

def library():
    """All .py files of the standard library and of its test suite, bad ones included."""
    return below([LIBRARY])


def below(paths):
    found = []
    for path in map(pathlib.Path, paths):
        found += path.rglob("*.py") if path.is_dir() else [path]
    return sorted({str(path) for path in found})


# ---- python3.11's own tests -----------------------------------------------------------------------------------------

SNIPPET_TESTS = """test_annotations test_ast test_asyncgen test_augassign test_class test_cmd_line_script test_code test_compile
test_contextlib test_coroutines test_decorators test_descr test_dictcomps test_dis test_eof test_except_star test_exception_group
test_exceptions test_extcall test_flufl test_fstring test_funcattrs test_future test_generators test_genexps test_global test_grammar
test_keywordonlyarg test_listcomps test_named_expressions test_opcodes test_parser test_patma test_peepholer
test_positional_only_arg test_scope test_setcomps test_source_encoding test_string_literals test_super test_symtable test_syntax
test_sys_settrace test_tokenize test_traceback test_type_comments test_typing test_unicode_identifiers test_unpack test_unpack_ex
test_unparse test_utf8source test_with test_yield_from""".split()


def strings_in(path):
    """The text of each string literal of a file; of bytes literals, the bytes."""
    tree = ast.parse(pathlib.Path(path).read_bytes())
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
            yield node.value


def examples_in(text):
    """The programs of a docstring with >>> prompts."""
    if not isinstance(text, str) or ">>>" not in text:
        return []
    try:
        return [example.source for example in doctest.DocTestParser().get_examples(text)]
    except ValueError:
        return []


def snippets():
    """Every string of the front end's own tests, and every example in one: most are programs, good or bad."""
    tests = pathlib.Path(LIBRARY, "test")
    paths = [tests / (name + ".py") for name in SNIPPET_TESTS] + sorted(tests.glob("test_peg_generator/test_*.py"))
    seen = set()
    for path in paths:
        if not path.exists():
            continue
        for text in strings_in(path):
            for program in [text] + examples_in(text):
                source = program.encode("utf-8", "surrogatepass") if isinstance(program, str) else program
                if source not in seen and len(source) < 20000:
                    seen.add(source)
                    yield source


# ---- mistakes -------------------------------------------------------------------------------------------------------

BRACKETS = "()[]{}"
MARKS = BRACKETS + "'\"\\,:;=*.@#!$?`\n\t \f\r0" + "\u00e9\u20ac\u00a0"
SPARE = """( ) [ ] { } , : ; . = == != <> := -> + - * ** / // % @ & | ^ ~ < > += **= ... if else elif for in while def class return
yield await async lambda not and or is None True False __debug__ import from as global nonlocal del pass break continue try except
finally raise with assert match case _ print exec x 0 1 0777 0x 1_ 1__0 1e 5j 'a' "b" b'c' f'{x}' f'{' f'{x!r:>{w}}' rb'' ur''
'''s''' # \\ $ ? !""".split()


def chunks(paths):
    """Runs of a few whole top-level statements: (path, text)."""
    for path in paths:
        source = pathlib.Path(path).read_bytes()
        try:
            text = source.decode()
            starts = sorted({min([s.lineno] + [d.lineno for d in getattr(s, "decorator_list", [])]) for s in ast.parse(source).body})
        except (SyntaxError, ValueError):
            continue
        lines = text.splitlines(keepends=True)
        for begin, end in zip(starts, starts[2:] + [len(lines) + 1]):
            if end - begin < 120:
                yield "".join(lines[begin - 1:end - 1])


def pieces(text):
    """A text cut into its tokens and the blanks between them."""
    try:
        spots = sorted({p for t in tokenize.generate_tokens(io.StringIO(text).readline) for p in (t.start, t.end)})
    except (tokenize.TokenError, IndentationError):
        return re.findall(r"\w+|\s+|.", text)
    lines = text.splitlines(keepends=True)
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line))
    cuts = sorted({min(begins[row - 1] + col, len(text)) for row, col in spots if row <= len(lines)} | {0, len(text)})
    return [text[a:b] for a, b in zip(cuts, cuts[1:])]


def delete_piece(parts, at, rng):
    del parts[at]


def double_piece(parts, at, rng):
    parts.insert(at, parts[at] + rng.choice(["", " "]))


def swap_pieces(parts, at, rng):
    other = min(at + rng.choice([1, 2]), len(parts) - 1)
    parts[at], parts[other] = parts[other], parts[at]


def take_elsewhere(parts, at, rng):
    parts[at] = rng.choice(parts)


def other_piece(parts, at, rng):
    parts[at] = rng.choice(SPARE)


def insert_piece(parts, at, rng):
    parts.insert(at, rng.choice(["", " "]) + rng.choice(SPARE) + rng.choice(["", " "]))


def unbalance(parts, at, rng):
    brackets = [i for i, part in enumerate(parts) if part in BRACKETS]
    if not brackets:
        return insert_piece(parts, at, rng)
    parts[rng.choice(brackets)] = rng.choice(["", *BRACKETS])


def insert_mark(parts, at, rng):
    cut = rng.randrange(len(parts[at]) + 1)
    parts[at] = parts[at][:cut] + rng.choice(MARKS) + parts[at][cut:]


def delete_character(parts, at, rng):
    cut = rng.randrange(len(parts[at]) or 1)
    parts[at] = parts[at][:cut] + parts[at][cut + 1:]


def cut_short(parts, at, rng):
    del parts[at:]


def change_indentation(parts, at, rng):
    spots = [i for i, part in enumerate(parts) if part.isspace() and i and parts[i - 1].endswith("\n")]
    if spots:
        spot = rng.choice(spots)
        parts[spot] = rng.choice(["", " ", "\t", parts[spot] + " ", parts[spot][1:], parts[spot] * 2, parts[spot].replace("    ", "\t")])


MISTAKES = [delete_piece, double_piece, swap_pieces, take_elsewhere, other_piece, insert_piece, unbalance, insert_mark, delete_character,
            cut_short, change_indentation]


def mutations(count, seed=3):
    """`count` pieces of library files, each with one to three mistakes in it; the same ones for the same seed."""
    rng = random.Random(seed)
    files = library()
    texts = list(chunks(rng.sample(files, min(len(files), 40 + count // 20))))
    for _ in range(count):
        parts = pieces(rng.choice(texts))
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            if parts:
                rng.choice(MISTAKES)(parts, rng.randrange(len(parts)), rng)
        yield "".join(parts).encode()


# ---- nesting --------------------------------------------------------------------------------------------------------

def indented(n, head, last):
    return "".join(" " * i + head.format(i=i) + "\n" for i in range(n)) + " " * n + last + "\n"


def each(n, text):
    return "".join(text.format(i=i) for i in range(n))


# name -> a program nested n deep
NESTS = {
    "parentheses": lambda n: "(" * n + "1" + ")" * n,
    "brackets": lambda n: "x = " + "[" * n + "]" * n,
    "braces": lambda n: "{" * n + "}" * n,
    "dicts": lambda n: "{1:" * n + "2" + "}" * n,
    "tuples": lambda n: "(" * n + ",)" * n,
    "mixed brackets": lambda n: "([{" * n + "}])" * n,
    "open parentheses": lambda n: "(" * n,
    "open brackets": lambda n: "x[" * n,
    "calls inside": lambda n: "f(" * n + ")" * n,
    "subscripts inside": lambda n: "x[" * n + "0" + "]" * n,
    "comprehensions": lambda n: "[" * n + "x" + " for x in y]" * n,
    "comprehension clauses": lambda n: "[x" + " for x in y" * n + "]",
    "comprehension conditions": lambda n: "[x for x in y" + " if x" * n + "]",
    "minus": lambda n: "-" * n + "x",
    "minus one": lambda n: "-" * n + "1",
    "not": lambda n: "not " * n + "x",
    "invert": lambda n: "~" * n + "1",
    "power": lambda n: "x" + "**x" * n,
    "power of one": lambda n: "1" + "**1" * n,
    "sum": lambda n: "x" + "+x" * n,
    "sum of ones": lambda n: "1" + "+1" * n,
    "and": lambda n: "x" + " and x" * n,
    "and or": lambda n: "x" + " and x or x" * n,
    "comparison": lambda n: "x" + " < x" * n,
    "ternary": lambda n: "x" + " if x else x" * n,
    "ternary in front": lambda n: "(" * n + "x" + " if x else x)" * n,
    "attributes": lambda n: "x" + ".x" * n,
    "calls": lambda n: "x" + "()" * n,
    "subscripts": lambda n: "x" + "[0]" * n,
    "attribute target": lambda n: "x" + ".x" * n + " = 1",
    "methods": lambda n: "x" + ".x()" * n,
    "lambdas": lambda n: "lambda: " * n + "x",
    "lambda defaults": lambda n: "lambda x=" * n + "1" + ": 1" * n,
    "awaits": lambda n: "async def f(): " + "await " * n + "x",
    "await chain": lambda n: "async def f(): " + "await (" * n + "x" + ")" * n,
    "yields": lambda n: "def f(): " + "(yield " * n + "x" + ")" * n,
    "walrus": lambda n: "(x := " * n + "1" + ")" * n,
    "stars": lambda n: "f(" + "*(" * n + "x" + ")" * n + ")",
    "assignments": lambda n: "x = " * n + "1",
    "tuple targets": lambda n: "(" * n + "x" + ",)" * n + " = 1",
    "list targets": lambda n: "for " + "[" * n + "x" + "]" * n + " in y: pass",
    "del targets": lambda n: "del " + "(" * n + "x" + ")" * n,
    "strings": lambda n: "'a' " * n,
    "f-strings": lambda n: "f'{x}' " * n,
    "f-string fields": lambda n: "f'" + "{x}" * n + "'",
    "f-string brackets": lambda n: "f'{" + "(" * n + "x" + ")" * n + "}'",
    "f-string minus": lambda n: "f'{" + "-" * n + "x" + "}'",
    "f-string in brackets": lambda n: "(" * n + "f'{(x)}'" + ")" * n,
    "nested f-strings": lambda n: "f'{x:" * n + "}'" * n,
    "f-string formats": lambda n: "f'" + "{x:" * n + "}" * n + "'",
    "slices": lambda n: "x[" + "1:2," * n + "]",
    "wide tuple": lambda n: "x, " * n,
    "wide call": lambda n: "f(" + "x, " * n + ")",
    "keywords": lambda n: "f(" + each(n, "a{i}=x, ") + ")",
    "parameters": lambda n: "def f(" + each(n, "a{i}, ") + "): pass",
    "defaults": lambda n: "def f(" + each(n, "a{i}=1, ") + "): pass",
    "wide list": lambda n: "[" + "1, " * n + "]",
    "wide dict": lambda n: "{" + each(n, "{i}: x, ") + "}",
    "wide dict of names": lambda n: "{" + "x: x, " * n + "}",
    "wide set": lambda n: "{" + each(n, "{i}, ") + "}",
    "decorators": lambda n: "@x\n" * n + "def f(): pass",
    "elif": lambda n: "if x: pass\n" + "elif x: pass\n" * n,
    "elif without end": lambda n: "if x: pass\n" + "elif x: pass\n" * n + "elif",
    "statements": lambda n: "x\n" * n,
    "simple statements": lambda n: "x;" * n,
    "with items": lambda n: "with " + "x, " * n + "x: pass",
    "with items bracketed": lambda n: "with (" + "x as y, " * n + "x): pass",
    "except": lambda n: "try: pass\n" + "except x: pass\n" * n,
    "imports": lambda n: "import x" + ".x" * n,
    "relative import": lambda n: "from " + "." * n + "x import y",
    "indented if": lambda n: indented(n, "if x:", "pass"),
    "indented else": lambda n: "".join(" " * i + "if x: pass\n" + " " * i + "else:\n" for i in range(n)) + " " * n + "pass\n",
    "indented while": lambda n: indented(n, "while x:", "break"),
    "indented for": lambda n: indented(n, "for x in y:", "continue"),
    "indented with": lambda n: indented(n, "with x:", "pass"),
    "indented async with": lambda n: "async def f():\n" + "".join(" " * (i + 1) + "async with x:\n" for i in range(n)) + " " * (n + 1) + "pass",
    "indented try": lambda n: indented(n, "try:", "pass") + "".join(" " * i + "finally: pass\n" for i in range(n - 1, -1, -1)),
    "indented except": lambda n: indented(n, "try:", "pass") + "".join(" " * i + "except x as y: pass\n" for i in range(n - 1, -1, -1)),
    "in finally": lambda n: "".join(" " * i + "try: pass\n" + " " * i + "finally:\n" for i in range(n)) + " " * n + "pass\n",
    "in except": lambda n: "".join(" " * i + "try: pass\n" + " " * i + "except:\n" for i in range(n)) + " " * n + "pass\n",
    "in except star": lambda n: "".join(" " * i + "try: pass\n" + " " * i + "except* x:\n" for i in range(n)) + " " * n + "pass\n",
    "indented def": lambda n: indented(n, "def f{i}():", "pass"),
    "indented class": lambda n: indented(n, "class c{i}:", "pass"),
    "indented match": lambda n: "".join(" " * (2 * i) + "match x:\n" + " " * (2 * i + 1) + "case _:\n" for i in range(n)) + " " * (2 * n) + "pass\n",
    "loops and with": lambda n: "".join(" " * (2 * i) + "for x in y:\n" + " " * (2 * i + 1) + "with z:\n" for i in range(n)) + " " * (2 * n) + "break\n",
    "pattern groups": lambda n: "match x:\n case " + "(" * n + "y" + ")" * n + ": pass",
    "pattern lists": lambda n: "match x:\n case " + "[" * n + "]" * n + ": pass",
    "pattern mappings": lambda n: "match x:\n case " + "{1: " * n + "y" + "}" * n + ": pass",
    "pattern classes": lambda n: "match x:\n case " + "c(" * n + ")" * n + ": pass",
    "pattern ors": lambda n: "match x:\n case 1" + " | 1" * n + ": pass",
    "pattern values": lambda n: "match x:\n case x" + ".x" * n + ": pass",
    "pattern width": lambda n: "match x:\n case [" + each(n, "a{i}, ") + "]: pass",
    "pattern as": lambda n: "match x:\n case " + "(" * n + "_" + each(n, " as a{i})") + ": pass",
    "cases": lambda n: "match x:\n" + " case 1: pass\n" * n,
    "annotation": lambda n: "x: " + "y[" * n + "y" + "]" * n,
    "global": lambda n: "def f():\n global " + ", ".join(f"a{i}" for i in range(n + 1)),
    "invalid inside": lambda n: "(" * n + "x y" + ")" * n,
    "invalid minus": lambda n: "-" * n,
    "invalid calls": lambda n: "f(" * n + "a b" + ")" * n,
    "invalid dict": lambda n: "{1:" * n + "}" * n,
    "wrong close": lambda n: "(" * n + "]" * n,
    "blank lines": lambda n: "\n" * n + "x",
    "continuations": lambda n: "\\\n" * n + "x",
    "comments": lambda n: "#\n" * n + "x",
    "long name": lambda n: "x" * n,
    "long int": lambda n: "1" * n,
    "long hex": lambda n: "0x" + "1" * n,
    "multiplied": lambda n: "'ab' * %d" % n,
    "shifted": lambda n: "1 << %d" % n,
    "raised": lambda n: "3 ** %d" % n,
    "multiplied tuple": lambda n: "(1, 2) * %d" % n,
}
# Long rows, and the places where an expression stands: the parser counts the rules between them.
ROWS = {"minus": "-", "not": "not ", "powers": "x ** "}
PLACES = [
    "f({})", "f(x, {})", "f(x={})", "f(*{})", "f(**{})", "x[{}]", "x[1:{}]", "x[y, {}]", "x < {}", "x in {}", "x + {}",
    "x or {}", "x and {}", "x, {}", "[{}]", "[x, {}]", "[*{}]", "{{{}}}", "{{{}: 1}}", "{{1: {}}}", "{{**{}}}", "({})",
    "({}, x)", "(x := {})", "[x for x in {}]", "[{} for x in y]", "[x for x in y if {}]", "f(x for x in {})",
    "x if {} else y", "x if y else {}", "{} if x else y", "lambda x={}: 1", "f'{{{}}}'", "f'{{x:{{{}}}}}'", "x = {}",
    "x = y = {}", "x += {}", "x: y = {}", "x: {}", "x[{}] = 1", "del x[{}]", "assert {}", "assert x, {}", "raise {}",
    "raise x from {}", "if {}: pass", "while {}: pass", "for x in {}: pass", "for x[{}] in y: pass", "with {}: pass",
    "with {} as x: pass", "with ({}): pass", "with (x as y, {} as z): pass", "@{}\ndef f(): pass", "def f(x={}): pass",
    "def f(x: {}): pass", "def f(*, x={}): pass", "def f() -> {}: pass", "class c({}): pass", "class c(x={}): pass",
    "def f(): return {}", "def f(): yield {}", "def f(): x = yield from {}", "async def f(): await x[{}]",
    "try: pass\nexcept {}: pass", "match {}:\n case x: pass", "match x, {}:\n case x: pass", "match x:\n case y if {}: pass",
    "print {}", "x y[{}]", "f({} x)", "f(x=1, {})", "{{1: {}",
    # further elements, steps and values
    "x[1:2:{}]", "x[y, *{}]", "x < y < {}", "x is not {}", "[x, *{}]", "{{1: 2, 3: {}}}", "{{1: 2, **{}}}", "f(x, y={})", "f(x=1, y={})",
    "f(x=1, *{})", "f(x, **{})", "[x for x in y if z if {}]", "[x for x[{}] in y]", "{{x: {} for x in y}}", "lambda *, x={}: 1", "x; y; {}",
    # targets, parameters and statements
    "x, y[{}] = 1", "*x[{}], y = 1", "(x, y[{}]) = 1", "[x, y[{}]] = 1", "(x[{}]): y", "x[{}] += 1", "del (x, y[{}])", "with x as y[{}]: pass",
    "with x as y, z as w[{}]: pass", "for *x[{}], y in z: pass", "class c(x, y={}): pass", "@x({})\nclass c: pass", "def f(*x: *{}): pass",
    "def f(*, x: {}=1): pass", "async def f(): [x async for x in y if {}]", "try: pass\nexcept* {}: pass", "if x: pass\nelif {}: pass",
    "match x:\n case 1: pass\n case y if {}: pass",
    # expressions inside each other
    "x[f(y, {})]", "{{1: [x for x in y if z[{}]]}}", "f(*x, **{{1: {}}})", "[lambda: x[y, {}]]", "x = (y := [{} for x in z])",
    "@x[y, f({})]\ndef f(): pass",
    # mistakes: where the rules for them look first
    "if {}: pass\nx y", "x[y, {}]\nx y", "(x[{}], y) = 1\nx y", "with x as y[{}]: pass\nx y", "class c(x, {}): pass\nx y",
    "def f(x: {}=1): pass\nx y", "f({} for x in y, 1)", "match x:\n case [1, (y as {})]: pass", "x + {} += 1", "{{1: *{}}}", "(*{})",
]


def row_inside(row, place):
    return lambda n: place.format(row * n + "x")


NESTS.update((f"{name} in place {i}", row_inside(row, place)) for name, row in ROWS.items() for i, place in enumerate(PLACES))
DEPTHS = [1, 2, 5, 10, 19, 20, 21, 22, 30, 31, 50, 98, 99, 100, 101, 128, 150, 199, 200, 201, 250, 256, 330, 500, 900, 1000, 1200, 1500,
          2000, 2500, 3000, 3500, 4300, 5000, 6000, 7000, 9000, 20000]


def depths_of(name):
    """Indentation, qualified names and patterns of many names make a program or its code grow with the square of its depth; rows in a place
    matter near their limit alone."""
    if " in place " in name:
        return [1, 2500, 7000]
    quadratic = name in ("lambdas", "pattern width", "pattern as") or name.startswith(("indented", "in ", "loops"))
    return [n for n in DEPTHS if n <= 330] if quadratic else DEPTHS
