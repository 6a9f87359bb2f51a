# Notes on exceptions, with_traceback, args, and what str and repr make of them.
def parse(text):
    try:
        return int(text)
    except ValueError as error:
        error.add_note(f"while parsing {text!r}")
        raise


def parse_all(texts):
    results = []
    for line, text in enumerate(texts, 1):
        try:
            results.append(parse(text))
        except ValueError as error:
            error.add_note(f"in line {line}")
            raise
    return results


print(parse_all(["1", "2"]))
try:
    parse_all(["1", "two", "3"])
except ValueError as error:
    print(error, error.__notes__)
    kept = error
try:
    kept.add_note(5)
except TypeError as error:
    print(error)
print(hasattr(ValueError(), "__notes__"))

for error in (ValueError(), ValueError("one"), ValueError("one", 2), KeyError("key"),
              KeyError("a", "b"), OSError(2, "gone"),
              OSError(2, "gone", "file.txt"), StopIteration(7), SystemExit(3), UnicodeError("u"), SyntaxError("bad")):
    print(type(error).__name__, "|", str(error), "|", repr(error), "|", error.args)

print(OSError(2, "x").__class__.__name__, OSError(17, "x").__class__.__name__, OSError(99999, "x").__class__.__name__)
error = OSError(13, "denied", "here", None, "there")
print(error.errno, error.strerror, error.filename, error.filename2, error)
print(StopIteration(1, 2).value, SystemExit().code, SystemExit(1, 2).code)
error = ValueError("changed")
error.args = "now", "two"
print(error, repr(error))
traceback = kept.__traceback__
fresh = KeyError("fresh").with_traceback(traceback)
print(fresh.__traceback__ is traceback, repr(fresh))
try:
    fresh.with_traceback("text")
except TypeError as error:
    print(error)
try:
    raise fresh.with_traceback(None)
except KeyError as error:
    print(error.__traceback__.tb_next, error.__traceback__.tb_lineno)
