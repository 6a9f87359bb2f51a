# A simulation with an event queue: customers, two counters, waiting times, with made-up but fixed random numbers.
import heapq
from collections import deque


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) % 2 ** 31
        return self.state // 65536 % n


class Simulation:
    def __init__(self, counters, seed=7):
        self.now, self.serial = 0, 0
        self.events, self.line = [], deque()
        self.free = list(range(counters))
        self.random = Random(seed)
        self.waits, self.log = [], []

    def schedule(self, delay, action, *args):
        self.serial += 1
        heapq.heappush(self.events, (self.now + delay, self.serial, action, args))

    def run(self, until):
        while self.events and self.events[0][0] <= until:
            self.now, _, action, args = heapq.heappop(self.events)
            action(*args)
        self.now = until

    def arrive(self, number):
        self.note(f"customer {number} arrives")
        self.line.append((number, self.now))
        self.serve()
        self.schedule(1 + self.random.below(4), self.arrive, number + 1)

    def serve(self):
        while self.free and self.line:
            counter = self.free.pop(0)
            number, since = self.line.popleft()
            self.waits.append(self.now - since)
            self.note(f"customer {number} at counter {counter} after {self.now - since}")
            self.schedule(2 + self.random.below(6), self.leave, number, counter)

    def leave(self, number, counter):
        self.note(f"customer {number} leaves")
        self.free.append(counter)
        self.free.sort()
        self.serve()

    def note(self, text):
        self.log.append(f"{self.now:3} {text}")


simulation = Simulation(2)
simulation.schedule(0, simulation.arrive, 1)
simulation.run(20)
print(*simulation.log, sep="\n")
for counters in (1, 2, 3):
    simulation = Simulation(counters)
    simulation.schedule(0, simulation.arrive, 1)
    simulation.run(150)
    waits = simulation.waits
    print(counters, "counters:", len(waits), "served, mean wait", round(sum(waits) / len(waits), 2), "longest",
          max(waits),
          "in line", len(simulation.line))
