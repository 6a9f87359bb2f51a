# Context managers by contextlib: contextmanager, suppress, closing, ExitStack, nullcontext, redirect_stdout.
import contextlib
import io


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except ValueError as error:
        print("handled", error)
    finally:
        print(f"</{name}>")


with tag("p") as name:
    print(name)
with tag("div"), tag("b"):
    raise ValueError("inside")
with contextlib.suppress(KeyError, IndexError):
    {}["x"]
    print("not reached")


class Door:
    def close(self):
        print("closed")


with contextlib.closing(Door()) as door:
    print(type(door).__name__)

with contextlib.ExitStack() as stack:
    names = [stack.enter_context(tag(n)) for n in "ab"]
    stack.callback(print, "called back", sep="")
    print(names)

captured = io.StringIO()
with contextlib.redirect_stdout(captured):
    print("kept in the buffer")
print(captured.getvalue().upper(), end="")


@tag("decorated")
def work(n):
    print("working", n)
    return n + 1


print(work(1), work(2))
with contextlib.nullcontext(5) as five:
    print(five)


@contextlib.contextmanager
def never():
    if False:
        yield


@contextlib.contextmanager
def twice():
    yield 1
    yield 2


for bad in (never, twice):
    try:
        with bad() as value:
            print("value", value)
    except RuntimeError as error:
        print(error)
