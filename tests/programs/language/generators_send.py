# Generators that are sent values: running averages, a state that is steered, priming, and the errors of send.
def averager():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        if value is None:
            return total, count
        total += value
        count += 1
        average = total / count


average = averager()
print(next(average), [average.send(n) for n in (10, 20, 60)])
try:
    average.send(None)
except StopIteration as stop:
    print("result", stop.value)


def counter(start):
    n = start
    while n < start + 10:
        jump = yield n
        n = n + 1 if jump is None else jump


c = counter(5)
print(next(c), next(c), c.send(9), next(c), c.send(14), next(c, "over"), next(c, "still over"))


def echo():
    received = []
    while True:
        received.append((yield received[-1:]))


e = echo()
next(e)
print(e.send("a"), e.send("b"), e.gi_frame.f_locals)


def conversation():
    name = yield "name?"
    age = yield f"hello {name}, age?"
    yield f"{name} is {age}" + (" and grown up" if (yield "sure?") else "")


talk = conversation()
print(next(talk), talk.send("ann"), talk.send(30), talk.send("yes"))
fresh = counter(0)
try:
    fresh.send(1)
except TypeError as error:
    print(error)


def self_running():
    yield 1
    try:
        next(running)
    except ValueError as error:
        yield str(error)


running = self_running()
print(list(running))
print(fresh.gi_running, fresh.gi_frame is None, running.gi_frame is None, fresh.__name__, list(fresh)[:3])
