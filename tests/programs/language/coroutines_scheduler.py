# A small scheduler of coroutines: tasks take turns, sleep for ticks of a counted clock, and wait for each other.
import heapq


class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks

    def __await__(self):
        return (yield self.ticks)


class Loop:
    def __init__(self):
        self.clock = 0
        self.queue = []
        self.number = 0
        self.results = {}

    def spawn(self, name, coroutine, delay=0):
        self.number += 1
        heapq.heappush(self.queue, (self.clock + delay, self.number, name, coroutine))

    def run(self):
        while self.queue:
            self.clock, _, name, coroutine = heapq.heappop(self.queue)
            try:
                ticks = coroutine.send(self.clock if name in self.results else None)
            except StopIteration as stop:
                self.results[name] = stop.value
                print(f"{self.clock:3} {name} finished with {stop.value!r}")
            except ArithmeticError as error:
                self.results[name] = error
                print(f"{self.clock:3} {name} failed: {error}")
            else:
                self.spawn(name, coroutine, ticks)


loop = Loop()


async def worker(name, times, pause):
    total = 0
    for n in range(times):
        print(f"{loop.clock:3} {name} step {n}")
        await Sleep(pause)
        total += loop.clock
    return total


async def wait_for(*names):
    while not all(name in loop.results for name in names):
        await Sleep(1)
    return {name: loop.results[name] for name in names}


async def failing():
    await Sleep(2)
    return 1 // 0


async def parent():
    loop.spawn("child", worker("child", 2, 3))
    await Sleep(0)
    return await wait_for("child")


loop.spawn("a", worker("a", 3, 2))
loop.spawn("b", worker("b", 2, 5))
loop.spawn("bad", failing())
loop.spawn("parent", parent())
loop.run()
print(loop.results["a"], loop.clock)
