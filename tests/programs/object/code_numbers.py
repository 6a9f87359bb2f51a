# Numbers that code() and replace() refuse, and how.
import types


def function(a, *b):
    return a


code = function.__code__
for name in "argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "stacksize", "flags", "firstlineno":
    for number in (-1, 5, 2**40):
        try:
            print(name, number, type(code.replace(**{"co_" + name: number})))
        except Exception as e:
            print(name, number, type(e).__name__, e)
for i in range(6):
    numbers = [0] * 6
    numbers[i] = -3
    try:
        types.CodeType(*numbers, b"", (), (), (), "", "", "", 1, b"", b"")
    except Exception as e:
        print(i, type(e).__name__, e)
