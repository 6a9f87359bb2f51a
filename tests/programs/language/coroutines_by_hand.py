# Coroutines driven by hand: send, throw, close, what they await, and an awaitable of our own.
class Ask:
    def __init__(self, question):
        self.question = question

    def __await__(self):
        answer = yield self.question
        return answer.upper()


async def greet():
    try:
        name = await Ask("name?")
        city = await Ask("city?")
    except ValueError as error:
        return f"refused: {error}"
    finally:
        print("  greet ends")
    return f"{name} of {city}"


async def program():
    print("  program starts")
    first = await greet()
    second = await greet()
    return [first, second]


c = program()
print(type(c).__name__, c.cr_await, c.cr_running)
print(c.send(None), c.cr_await.__name__, c.send("ann"), c.send("rome"))
print(c.throw(ValueError("no name")) if False else c.send("bob"))
try:
    c.throw(ValueError("no city"))
except StopIteration as stop:
    print(stop.value)
try:
    c.send(None)
except RuntimeError as error:
    print(error)

d = program()
d.send(None)
d.close()
fresh = greet()
try:
    fresh.send("too early")
except TypeError as error:
    print(error)
fresh.close()


async def wrong(value):
    return await value


class NotIterator:
    def __await__(self):
        return 5


for value in (3, [1], NotIterator()):
    try:
        wrong(value).send(None)
    except TypeError as error:
        print(error)
try:
    for _ in fresh:
        pass
except TypeError as error:
    print(error)


async def returns_coroutine():
    return await (await wrong_way())


async def wrong_way():
    return Ask("deep?")


deep = returns_coroutine()
print(deep.send(None))
try:
    deep.send("found")
except StopIteration as stop:
    print(stop.value)
