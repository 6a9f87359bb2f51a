# match with mappings: required keys, rest, nesting, values that are patterns, and other mappings.
from collections import ChainMap, Counter, OrderedDict, defaultdict


def handle(event):
    match event:
        case {"type": "click", "pos": [x, y], **rest}:
            return f"click {x},{y} rest={rest}"
        case {"type": "key", "key": ("a" | "b") as key, "mods": {"ctrl": True}}:
            return f"ctrl-{key}"
        case {"type": "key", "key": str(key)}:
            return f"key {key}"
        case {"type": kind, "inner": {"value": int(n) | str(n)}}:
            return f"{kind} with inner {n!r}"
        case {"items": [*items], "count": count} if len(items) == count:
            return f"counted {items}"
        case {1: one, None: none, -2.5: minus}:
            return f"odd keys {one} {none} {minus}"
        case {"type": _}:
            return "typed only"
        case {**everything} if everything:
            return f"untyped {sorted(everything)}"
        case {}:
            return f"empty mapping or {type(event).__name__}"
        case _:
            return f"no mapping {event!r}"


events = [
    {"type": "click", "pos": (3, 4), "button": "left"},
    {"type": "click", "pos": [1, 2]},
    {"type": "click", "pos": "12"},
    {"type": "key", "key": "b", "mods": {"ctrl": True, "alt": False}},
    {"type": "key", "key": "b", "mods": {}},
    {"type": "load", "inner": {"value": "text"}},
    {"type": "load", "inner": {"value": 2.5}},
    {"items": [1, 2], "count": 2},
    {"items": [1, 2], "count": 3},
    {1: "x", None: "y", -2.5: "z"},
    {},
    [("type", "click")],
    Counter("aab"),
    OrderedDict(type="key", key="z"),
    ChainMap({"type": "chain"}, {"x": 1}),
]
for event in events:
    print(handle(event))

made = defaultdict(list)
match made:
    case {"missing": value}:
        print("never", value)
    case _:
        print("a missing key is not made:", dict(made))


class Partial(dict):
    def get(self, key, default=None):
        print("  get is asked for", key)
        return super().get(key, default)


match Partial(a=1, b=2):
    case {"a": a, "c": c}:
        print("never")
    case {"a": a, **rest}:
        print(a, rest)
