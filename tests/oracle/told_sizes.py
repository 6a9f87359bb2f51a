# Runs SOURCE, a program of FOLDER, and then prints a line with MARK for each object that its global names reach: where, type,
# sys.getsizeof. folder.py puts the three names in front of this text, and runs it on python3.11 and on innards.
import sys

out = sys.stdout
DEEPEST = 6
seen = {}


def parts_of(value):
    """(label, object) of what a value of the program holds, as far as the order is the same in every process."""
    if isinstance(value, (list, tuple)):
        kind = list if isinstance(value, list) else tuple
        yield from ((f"[{i}]", item) for i, item in enumerate(kind.__iter__(value)))
    if isinstance(value, dict):
        for i, (key, item) in enumerate(list(dict.items(value))):
            if key == "__builtins__":
                continue
            yield from ((f".key {i}", key), (f".value {i}", item))
    if type(value).__name__ == "function":
        yield from ((f".{name}", getattr(value, name)) for name in ("__code__", "__closure__", "__defaults__", "__kwdefaults__"))
    if type(value).__name__ == "code":
        yield from ((f".{name}", getattr(value, name)) for name in ("co_consts", "co_names", "co_code", "co_linetable"))
    if isinstance(value, type):
        if value.__module__ == "__main__":
            yield from ((f".{name}", item) for name, item in type.__getattribute__(value, "__dict__").items() if name != "__doc__")
    elif type(value).__module__ == "__main__":
        try:
            yield ".__dict__", object.__getattribute__(value, "__dict__")
        except AttributeError:
            pass


def size_of(value):
    """The size, where it has to be the same: tests/differences/object_bytes.md says why some are not."""
    if isinstance(value, type) and value.__module__ not in ("builtins", "__main__") or type(value).__name__ == "symtable entry":
        return "-"
    try:
        return sys.getsizeof(value)
    except Exception as error:
        return type(error).__name__


def tell(where, value, depth):
    kind = type(value)
    # Objects of another class than in CPython, which has it in C.
    stand_in = "stream" if kind.__module__ == "_io" else "queue" if "SimpleQueue" in kind.__name__ else None
    out.write(f"{MARK}{where} {stand_in or f'{kind.__name__} {size_of(value)}'}\n")
    if depth < DEEPEST and id(value) not in seen:
        seen[id(value)] = value
        for label, part in parts_of(value):
            tell(where + label, part, depth + 1)


def run():
    module = type(sys)("__main__")
    module.__dict__.update(__file__=__file__, __builtins__=__builtins__)
    keep, sys.modules["__main__"] = sys.modules["__main__"], module
    sys.path[0] = FOLDER
    try:
        exec(compile(SOURCE, __file__, "exec"), module.__dict__)
    except BaseException:
        pass
    sys.settrace(None)
    sys.setprofile(None)
    # `import *` takes names in the order of a module's dict, which is an implementation's own.
    for name, value in sorted(module.__dict__.items()):
        if not name.startswith("__"):
            tell(name, value, 0)
    out.flush()
    sys.modules["__main__"] = keep


run()
