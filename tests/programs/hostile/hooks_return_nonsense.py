"""Special methods that return what they may not, or raise: what the protocols make of it."""
CASES = {"__len__": ["len(o)", "bool(o)", "list(o)"],
         "__bool__": ["bool(o)", "not o", "1 if o else 2", "o and 1", "[1 for _ in 'a' if o]"],
         "__hash__": ["hash(o)", "{o: 1}", "{o}", "o in {1: 2}"],
         "__repr__": ["repr(o)", "f'{o!r}'", "print(o)", "'%r' % o", "str([o])"],
         "__str__": ["str(o)", "f'{o}'", "print(o)", "'%s' % o"],
         "__format__": ["f'{o}'", "format(o, 'x')", "'{:>5}'.format(o)"],
         "__index__": ["[1, 2][o]", "range(o)", "hex(o)", "'ab' * o", "chr(o)", "bytes(o)", "int(o)", "float(o)",
                       "round(1.5, o)"], "__int__": ["int(o)", "'%d' % o"], "__float__": ["float(o)", "'%f' % o"],
         "__complex__": ["complex(o)"], "__bytes__": ["bytes(o)", "b'%b' % o"],
         "__iter__": ["iter(o)", "list(o)", "[*o]", "a, b = o", "1 in o", "print(*o)", "dict(o)", "sum(o)"],
         "__next__": ["next(o)"], "__contains__": ["1 in o", "1 not in o"], "__dir__": ["dir(o)"],
         "__reversed__": ["list(reversed(o))"],
         "__length_hint__": ["list(o)"], "__eq__": ["o == 1", "1 == o", "o in [1]", "[o] == [1]", "o != 1"],
         "__lt__": ["o < 1", "sorted([o, o])", "max(o, o)", "1 > o"], "__add__": ["o + 1", "sum([o, o])"],
         "__radd__": ["1 + o", "'a' + o"], "__iadd__": ["exec('o += 1', {'o': o})"], "__neg__": ["-o"],
         "__abs__": ["abs(o)"], "__round__": ["round(o)"],
         "__call__": ["o()", "list(map(o, 'a'))"], "__getitem__": ["o[0]", "o[1:2]"],
         "__enter__": ["exec('with o: pass', {'o': o})"],
         "__exit__": ["exec('with o: 1 / 0', {'o': o})", "exec('with o: pass', {'o': o})"],
         "__getattr__": ["o.x", "hasattr(o, 'x')", "getattr(o, 'x', 1)"], "__instancecheck__": ["isinstance(1, o)"],
         "__subclasscheck__": ["issubclass(int, o)"],
         "__divmod__": ["divmod(o, 1)"], "__pow__": ["o ** 2", "pow(o, 2, 3)"], "__missing__": ["o['k']"],
         "__await__": ["o.__await__()"], "__trunc__": ["int(o)"], "__sizeof__": ["__import__('sys').getsizeof(o)"],
         "__fspath__": ["__import__('os').fspath(o)"], "__copy__": ["__import__('copy').copy(o)"],
         "__reduce_ex__": ["__import__('copy').copy(o)"]}
VALUES = {"none": None, "minus": -5, "huge": 2 ** 80, "text": "text", "list": [3], "bool": True,
          "notimpl": NotImplemented, "raises": ArithmeticError("raised"), "stop": StopIteration("stopped"),
          "attr": AttributeError("attr")}
for name, operations in CASES.items():
    for label, value in VALUES.items():
        def method(self, *args, value=value):
            if isinstance(value, Exception): raise value
            return value
        members = {name: method}
        if name in ("__enter__", "__exit__"):
            members.setdefault("__enter__", lambda s: s); members.setdefault("__exit__", lambda s, *a: None)
        if name == "__length_hint__": members["__iter__"] = lambda s: s; members["__next__"] = lambda s: next(iter(()))
        bases = (dict,) if name == "__missing__" else ()
        for operation in operations:
            o = type("O", bases, members)()
            try:
                result = eval(operation)
                shown = ("an O" if result is o else type(result).__name__ if type(result).__name__
                         in ("iterator", "callable_iterator", "O", "map", "reversed") else repr(result))
            except BaseException as error:
                shown = f"{type(error).__name__}: {error}"
            print(name, label, operation, "->", shown[:150] if " at 0x" not in shown else shown.split(" at 0x")[0])
