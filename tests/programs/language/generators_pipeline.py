# A pipeline of generators: reading, filtering, grouping and summing a small log, lazily and in order.
LOG = """
10 ann login
11 bob login
12 ann buy 30

13 bob buy 12
oops this line is broken
14 ann buy 5
15 bob logout
16 cid login
17 ann logout
18 cid buy 100
"""
steps = []


def lines(text):
    for line in text.splitlines():
        if line:
            steps.append("read")
            yield line


def parsed(source):
    for line in source:
        time, _, rest = line.partition(" ")
        if not time.isdigit():
            steps.append("skipped")
            continue
        name, action, *amount = rest.split()
        yield int(time), name, action, *map(int, amount)


def only(source, action):
    return (record for record in source if record[2] == action)


def batches(source, size):
    batch = []
    for item in source:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def running_total(source):
    total = 0
    for _, name, _, amount in source:
        total += amount
        yield name, amount, total


def take(n, source):
    for _, item in zip(range(n), source):
        yield item


purchases = only(parsed(lines(LOG)), "buy")
print(steps)
print(next(purchases), steps)
for row in running_total(purchases):
    print(row)
print(len(steps), steps.count("skipped"))
for batch in batches(parsed(lines(LOG)), 4):
    print([record[0] for record in batch])
sessions = {}
for time, name, action, *_ in parsed(lines(LOG)):
    sessions.setdefault(name, []).append((action, time))
print(sessions)
print(list(take(2, parsed(lines(LOG)))), sum(amount for *_, amount in only(parsed(lines(LOG)), "buy")))
