# Async generators by hand: asend, athrow, aclose, async comprehensions, and their errors.
class Wait:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


def run(awaitable):
    iterator = awaitable.__await__()
    waits = []
    try:
        while True:
            waits.append(next(iterator))
    except StopIteration as stop:
        return stop.value, waits
    except StopAsyncIteration:
        return "ended", waits


async def ticker(n):
    try:
        for i in range(n):
            await Wait(f"w{i}")
            try:
                sent = yield i
                if sent:
                    await Wait(f"got {sent}")
            except ValueError as error:
                yield f"caught {error}"
    finally:
        await Wait("cleanup")


g = ticker(3)
print(run(g.__anext__()), run(g.asend("hello")), run(g.athrow(ValueError("v"))))
print(run(g.__anext__()), run(g.__anext__()), run(g.__anext__()))
h = ticker(5)
print(run(h.__anext__()), run(h.aclose()), run(h.__anext__()), h.ag_frame)


async def collect():
    values = [x async for x in ticker(3) if x != 1]
    table = {x: y async for x in ticker(2) for y in (x * 10,)}
    unique = {await produce(x % 2) for x in range(4)}
    lazy = (x + 1 async for x in ticker(2))
    return values, table, sorted(unique), [x async for x in lazy]


async def produce(x):
    return await Wait(x) or x


value, waits = run(collect())
print(value)
print(waits)
k = ticker(1)
try:
    run(k.asend("early"))
except TypeError as error:
    print(error)


async def stops():
    yield 1
    raise StopAsyncIteration


s = stops()
print(run(s.__anext__()))
try:
    run(s.__anext__())
except RuntimeError as error:
    print(error)
print(type(s).__name__, s.__name__, type(s.asend(None)).__name__)
