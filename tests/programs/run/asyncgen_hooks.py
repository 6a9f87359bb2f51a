import sys


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("finally")


def step(awaitable):
    try:
        awaitable.send(None)
    except (StopIteration, StopAsyncIteration) as e:
        return type(e).__name__, e.args


print(sys.get_asyncgen_hooks())
sys.set_asyncgen_hooks(firstiter=lambda g: print("first", g.__name__),
                       finalizer=lambda g: print("end", step(g.aclose())))
for use in [lambda g: g.__anext__(), lambda g: g.asend(None), lambda g: g.aclose(), lambda g: g.athrow(ValueError)]:
    agen = numbers()
    try:
        print(step(use(agen)))
        print(step(agen.__anext__()))
    except ValueError as e:
        print(repr(e))
    del agen
sys.set_asyncgen_hooks(None, None)
print(sys.get_asyncgen_hooks().finalizer)
for wrong in [{"firstiter": 1}, {"finalizer": "x"}, {"other": 1}]:
    try:
        sys.set_asyncgen_hooks(**wrong)
    except TypeError as e:
        print(e)
