# except*: each handler takes its part of a group, the rest goes on, plain exceptions are wrapped.
def describe(error):
    if isinstance(error, BaseExceptionGroup):
        return f"{error.message}[{', '.join(map(describe, error.exceptions))}]"
    return f"{type(error).__name__}({error})"


def run(error):
    steps = []
    try:
        try:
            raise error
        except* ValueError as values:
            steps.append("values " + describe(values))
        except* (KeyError, TypeError) as others:
            steps.append("others " + describe(others))
        else:
            steps.append("else")
        finally:
            steps.append("finally")
    except BaseException as left:
        steps.append("left " + describe(left))
    return steps


def group(*errors):
    return ExceptionGroup("g", list(errors))


print(run(group(ValueError(1), KeyError(2))))
print(run(group(ValueError(1), OSError(2), group(TypeError(3), IndexError(4)))))
print(run(ValueError("alone")))
print(run(OSError("alone")))
print(run(group(OSError("none"))))
print(run(BaseExceptionGroup("b", [KeyboardInterrupt("k"), ValueError("v")])))

try:
    try:
        raise group(ValueError("a"), KeyError("b"), OSError("c"))
    except* ValueError as error:
        raise RuntimeError("from the handler")
    except* KeyError:
        raise
except ExceptionGroup as error:
    print(describe(error), repr(error.exceptions[0].__context__))


def nothing():
    try:
        result = "quiet"
    except* ValueError:
        result = "never"
    else:
        result += " else"
    return result


print(nothing())
try:
    try:
        raise group(ValueError(1))
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)
for text in ("try:\n pass\nexcept* A:\n pass\nexcept B:\n pass", "for x in y:\n try:\n  pass\n except* A:\n  break"):
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as error:
        print(error.msg)
