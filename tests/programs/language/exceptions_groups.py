# Exception groups: building, split, subgroup, derive, nesting and their texts.
def tree(error, depth=0):
    if isinstance(error, BaseExceptionGroup):
        print("  " * depth + type(error).__name__, error.message)
        for inner in error.exceptions:
            tree(inner, depth + 1)
    else:
        print("  " * depth + repr(error))


group = ExceptionGroup("all", [
    ValueError(1),
    ExceptionGroup("inner", [TypeError("t"), ValueError(2), KeyError("k")]),
    OSError("disk"),
])
tree(group)
print(group, "/", repr(ExceptionGroup("g", [ValueError(1)])), "/", group.args[0])

matched, rest = group.split(ValueError)
print("values:")
tree(matched)
print("rest:")
tree(rest)
print(group.split(IndexError)[0], group.split(Exception)[1])
print("by condition:")
tree(group.subgroup(lambda error: isinstance(error, LookupError)))
print(group.subgroup((IndexError, ArithmeticError)))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__,
      type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)


class Batch(ExceptionGroup):
    def __new__(cls, message, errors, size):
        self = super().__new__(cls, message, errors)
        self.size = size
        return self

    def derive(self, errors):
        return Batch(self.message, errors, self.size)


batch = Batch("batch", [ValueError("a"), Batch("part", [KeyError("b")], 2)], 10)
batch.add_note("noted")
keys, values = batch.split(KeyError)
print(type(keys).__name__, keys.size, keys.exceptions[0].size, values.size, keys.__notes__)
for make in (lambda: ExceptionGroup("none", []), lambda: ExceptionGroup("bad", [1]),
             lambda: ExceptionGroup(5, [ValueError()]),
             lambda: ExceptionGroup("base", [KeyboardInterrupt()]), lambda: ExceptionGroup("one")):
    try:
        make()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
