# async for and async with, driven by hand: the awaits they do, else, break, and errors in the exit.
class Pause:
    def __init__(self, label):
        self.label = label

    def __await__(self):
        yield self.label


def run(coroutine):
    waits = []
    try:
        while True:
            waits.append(coroutine.send(None))
    except StopIteration as stop:
        return stop.value, waits


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        await Pause(f"tick{self.n}")
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n + 1


class Session:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await Pause(f"open {self.name}")
        return self

    async def __aexit__(self, kind, error, traceback):
        await Pause(f"close {self.name} {kind.__name__ if kind else 'well'}")
        return self.swallow


async def loop(limit):
    seen = []
    async for n in Countdown(3):
        seen.append(n)
        if n == limit:
            break
    else:
        seen.append("else")
    return seen


async def sessions():
    async with Session("a") as a, Session("b", True) as b:
        await Pause(f"use {a.name}{b.name}")
        raise KeyError("inside")
    return "after"


async def returning():
    async with Session("r"):
        async for n in Countdown(1):
            return n


async def wrong(value):
    async for _ in value:
        pass


async def wrong_with():
    async with 5:
        pass

for coroutine in (loop(0), loop(2), sessions(), returning()):
    print(run(coroutine))
for coroutine in (wrong([1]), wrong_with()):
    try:
        run(coroutine)
    except TypeError as error:
        print(error)
