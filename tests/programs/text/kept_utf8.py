# Which uses of a str make it keep its UTF-8 bytes: they show in its size.
import io
import sys


def used(use, text="caf\xe9 \u0101"):
    text = "".join(list(text))
    before = sys.getsizeof(text)
    try:
        use(text)
    except Exception as e:
        print(type(e).__name__, end=" ")
    return sys.getsizeof(text) - before


class C:
    pass


uses = {
    "print": print, "print to stderr": lambda t: print(t, file=sys.stderr), "write": sys.stdout.write, "repr": repr,
    "ascii": ascii, "encode": str.encode, "encode latin": lambda t: t.encode("latin-1", "replace"),
    "bytes": lambda t: bytes(t, "utf-8"), "StringIO": lambda t: io.StringIO().write(t), "int": int, "float": float,
    "complex": complex, "hash": hash, "format": lambda t: f"{t:>10}", "percent": lambda t: "%s %r" % (t, t),
    "getattr": lambda t: getattr(C(), t), "setattr": lambda t: setattr(C(), t, 1), "type": lambda t: type(t, (), {}),
    "exec": exec, "eval": eval, "compile": lambda t: compile(t, "f", "exec"),
    "compile name": lambda t: compile("1", t, "exec"), "raise": lambda t: exec("raise ValueError(t)"),
    "KeyError": lambda t: {}[t], "import": __import__, "isidentifier": str.isidentifier,
    "encoding": lambda t: b"".decode(t), "errors": lambda t: b"\xff".decode("utf-8", t),
    "global": lambda t: globals().__setitem__(t, 1), "split": str.split, "join": "-".join, "intern": sys.intern,
    "ord": lambda t: list(map(ord, t)), "call": lambda t: print(**{t: 1}), "hasattr": lambda t: hasattr(1, t),
    "format_map": lambda t: t.format_map({}), "format spec": lambda t: format(1, t), "str.format": str.format,
}
for name, use in uses.items():
    print(name, used(use))
