# deque, Counter, defaultdict and ChainMap: what each adds to the plain kinds.
from collections import ChainMap, Counter, defaultdict, deque

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d.pop(), d.popleft(), d, len(d), d[0], d[-1], d.maxlen, 3 in d, d.index(3))
d.extend("ab")
d.extendleft("xy")
d.rotate(1)
print(d, list(reversed(d)), d.count("y"), d.copy() == d)
d[1] = "set"
d.insert(0, "in") if len(d) < 4 else d.remove("set")
del d[0]
d.rotate(-1)
print(d, d + deque([9]), deque("ab") * 2, deque("ab") < deque("b"), bool(deque()))

counts = Counter("mississippi")
print(counts, counts.most_common(2), counts["z"], "z" in counts, sum(counts.values()), counts.total())
counts.update("mmm")
counts.subtract({"s": 5})
print(counts, +counts, -counts, Counter(a=3) + Counter(a=1, b=2), Counter(a=3) - Counter(a=5),
      Counter(a=3, b=1) & Counter(a=1), Counter(a=1) | Counter(b=2))
print(sorted(counts.elements()), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2),
      list(Counter([3, 1, 3])))

groups = defaultdict(list)
for word in "one two three four five six".split():
    groups[len(word)].append(word)
nested = defaultdict(lambda: defaultdict(int))
for a, b in ["xy", "xz", "xy"]:
    nested[a][b] += 1
print(dict(groups), {a: dict(b) for a, b in nested.items()}, groups.get(99), 99 in groups, groups[99],
      groups.default_factory)
plain = defaultdict(None, a=1)

defaults, user = {"color": "red", "size": 1}, {"size": 5}
chain = ChainMap(user, defaults)
chain["new"] = True
child = chain.new_child({"color": "blue"})
print(chain["color"], chain["size"], user, dict(child), len(child), child.maps[-1] is defaults,
      child.parents == chain, list(chain))
for action in (lambda: plain["missing"], lambda: deque().pop(), lambda: deque([1])[5],
               lambda: deque([1, 2], maxlen=2).insert(0, 0),
               lambda: chain["nothing"], lambda: deque(maxlen=-1), lambda: deque([1]).remove(2),
               lambda: Counter(a=1) < 5,
               lambda: chain.pop("color"), lambda: defaultdict(5), lambda: [d.append(0) for _ in d]):
    try:
        print(action())
    except (KeyError, IndexError, TypeError, ValueError, RuntimeError) as error:
        print(type(error).__name__, error)
