"""What is unpacked, starred and doubly starred lies about itself."""
def attempt(label, call):
    try: print(label, call())
    except BaseException as error: print(label, type(error).__name__, error)
class It:
    def __init__(self, *items): self.items = items
    def __iter__(self):
        for item in self.items:
            if isinstance(item, Exception): raise item
            yield item
class Map:
    def __init__(self, keys, get=lambda k: k): self.k, self.get = keys, get
    def keys(self):
        if isinstance(self.k, Exception): raise self.k
        return self.k
    def __getitem__(self, key): return self.get(key)
class Len(list):
    def __len__(self): return 99
    def __iter__(self): return iter("ab")
class TupleSub(tuple):
    def __iter__(self): return iter("xyz")
class DictSub(dict):
    def keys(self): return ["other"]
    def __getitem__(self, key): return "mine"
def f(*args, **named): return args, named
def g(a, b=2, /, c=3, *, d=4): return a, b, c, d
values = [It(1, 2), It(1, ValueError("mid")), It(), Len([1]), TupleSub((1, 2)), "ab", {1: 2, 3: 4}, 5, None,
          iter([1, 2]), (x for x in (1, 2)), range(2), b"ab", {1, 2}, It(1, 2, 3)]
for n, value in enumerate(values):
    def two(): a, b = value; return a, b
    def star(): a, *b = value; return a, b
    def last(): *a, b, c = value; return a, b, c
    def nested(): (a, b), c = value, 1; return a, b, c
    def empty(): () = value; return "empty"
    for call in (two, star, last, nested, empty, lambda: [*value, *value], lambda: f(*value),
                 lambda: f(*value, *value, k=1), lambda: {*value}, lambda: (0, *value)):
        attempt(f"{n} {call.__name__}", call)
maps = [Map(["a", "b"]), Map(5), Map([1]), Map(["a", "a"]), Map(ValueError("keys")), Map(["a"], lambda k: 1 / 0),
        Map(iter("ab")), Map("ab"), DictSub(a=1), {"a": 1}, {1: 2}, [("a", 1)], 5, None, Map([[]]), {"d": 1, "c": 2},
        {"a": 1, "x": 2}]
for n, value in enumerate(maps):
    for call in (lambda: f(**value), lambda: f(**value, **value), lambda: f(a=0, **value), lambda: {**value},
                 lambda: {"a": 0, **value}, lambda: g(1, **value), lambda: dict(**value), lambda: "{a}".format(**value),
                 lambda: print(**value), lambda: int(**value), lambda: type("T", (), {}, **value)):
        attempt(f"{n}", call)
attempt("many", lambda: f(*range(300))[0][-1])
attempt("both", lambda: g(*[1, 2], *[3], **{"d": 5}, **{}))
attempt("too many", lambda: g(*range(5)))
attempt("twice", lambda: g(1, c=1, **{"c": 2}))
attempt("positional", lambda: g(1, **{"a": 5, "b": 6}))
attempt("none", lambda: g())
attempt("type", lambda: f.__call__(*5))
def infinite():
    n = 0
    while True: yield (n := n + 1)
def three(): a, b, c = infinite(); return a
attempt("infinite", three); it = infinite(); attempt("left", lambda: [three.__name__, next(it)])
class Count:
    n = 0
    def __iter__(self): return self
    def __next__(self): Count.n += 1; return Count.n
def c3(): a, b, c = Count()
attempt("taken", c3); print(Count.n)
for text in ("a = *b", "*a = b", "*a, *b = c", "[*a]", "f(**a, *b)", "f(a=1, a=2)", "f(x for x in y, 1)", "(*a)",
             "del *a", "for *a in b: pass", "a, b += c", "f(*)", "{**a for a in b}", "[*a for a in b]",
             "lambda *a, *b: 1", "print(*a := b)", "a: int, b = 1"):
    try: compile(text, "t", "exec"); print(text, "ok")
    except SyntaxError as error: print(text, error.msg)
