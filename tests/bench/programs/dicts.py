# Dicts that grow, shrink, are copied, merged and walked.
def run(rounds):
    total = 0
    for r in range(rounds):
        d = {}
        for i in range(1000):
            d[i * 7919 % 10007] = i
        for i in range(0, 1000, 3):
            d.pop(i * 7919 % 10007, None)
        e = dict(d)
        e.update({str(k): v for k, v in d.items()})
        for k, v in e.items():
            total += v if k in d else 1
        total += len(e.keys() & d.keys()) + sum(map(d.get, d))
        inverse = {v: k for k, v in d.items()}
        inverse.setdefault(r, None)
        total += len(inverse)
    return total

print(run(250))
