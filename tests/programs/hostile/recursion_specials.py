"""Every special method calls itself without end: each ends in RecursionError, and the program goes on."""
OPERATIONS = {
    "__getattr__": lambda o: o.missing, "__add__": lambda o: o + 1, "__radd__": lambda o: 1 + o,
    "__iadd__": lambda o: [o := o, o.__iadd__(1)],
    "__eq__": lambda o: o == 1, "__lt__": lambda o: o < 1, "__len__": len, "__bool__": bool, "__call__": lambda o: o(1),
    "__iter__": iter,
    "__next__": next, "__contains__": lambda o: 1 in o, "__getitem__": lambda o: o[1],
    "__setitem__": lambda o: o.__setitem__(1, 2),
    "__repr__": repr, "__str__": lambda o: "%s" % o, "__format__": lambda o: f"{o:x}", "__hash__": hash,
    "__index__": lambda o: [1][o], "__int__": int,
    "__float__": float, "__neg__": lambda o: -o, "__enter__": lambda o: o.__enter__(), "__reversed__": reversed,
    "__dir__": dir, "__round__": round,
    "__bytes__": bytes, "__complex__": complex, "__abs__": abs, "__divmod__": lambda o: divmod(o, 1),
    "__length_hint__": list,
}
for name, operation in OPERATIONS.items():
    def method(self, *args, operation=operation):
        return operation(self)
    members = {name: method}
    if name == "__length_hint__":
        members["__iter__"] = lambda self: self
        members["__next__"] = lambda self: next(iter(()))
    try:
        print(name, operation(type("Again", (), members)()))
    except RecursionError as error:
        print(name, type(error).__name__, error)
    except Exception as error:
        print(name, "other", type(error).__name__, error)
