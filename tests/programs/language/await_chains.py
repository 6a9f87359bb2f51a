# Chains of awaits: values and exceptions through several coroutines, finally parts, recursion, and cancelling.
class Signal:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        print("  waiting for", self.name)
        value = yield self
        print("  woken with", value)
        return value


class Cancelled(BaseException):
    pass


async def bottom(n):
    try:
        return await Signal(f"s{n}") + n
    finally:
        print("  bottom done", n)


async def middle(n):
    a = await bottom(n)
    b = await bottom(n + 1)
    return a * b


async def top():
    results = []
    for n in (1, 10):
        try:
            results.append(await middle(n))
        except LookupError as error:
            results.append(repr(error))
    return results


def drive(coroutine, answers):
    try:
        signal = coroutine.send(None)
        for answer in answers:
            if isinstance(answer, BaseException):
                signal = coroutine.throw(answer)
            else:
                signal = coroutine.send(answer)
        return "still waiting for " + signal.name
    except StopIteration as stop:
        return stop.value
    except Cancelled as error:
        return f"cancelled {error}"


print(drive(top(), [1, 2, 3, 4]))
print(drive(top(), [1, KeyError("lost"), 3, 4]))
print(drive(top(), [1, 2, Cancelled("now")]))
waiting = top()
print(drive(waiting, [5]))
chain = waiting
while chain is not None:
    print("  awaits:", type(chain).__name__, getattr(chain, "__name__", ""))
    chain = getattr(chain, "cr_await", None)
waiting.close()


async def total(tree):
    if isinstance(tree, int):
        return tree
    return sum([await total(branch) for branch in tree])


print(drive(total([1, [2, [3, [4]], 5], []]), []))
