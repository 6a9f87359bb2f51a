# State machines: a table-driven turnstile, a parser of quoted fields, a traffic light of generators.
class Turnstile:
    TABLE = {
        ("locked", "coin"): ("unlocked", "accept"),
        ("locked", "push"): ("locked", "alarm"),
        ("unlocked", "push"): ("locked", "pass_through"),
        ("unlocked", "coin"): ("unlocked", "refund"),
    }

    def __init__(self):
        self.state, self.log = "locked", []

    def handle(self, event):
        try:
            self.state, action = self.TABLE[self.state, event]
        except KeyError:
            raise ValueError(f"{event} is not known when {self.state}") from None
        getattr(self, action)()

    def __getattr__(self, name):
        return lambda: self.log.append(name)

    def alarm(self):
        self.log.append("ALARM")


turnstile = Turnstile()
for event in "push coin coin push push".split():
    turnstile.handle(event)
print(turnstile.state, turnstile.log)
try:
    turnstile.handle("kick")
except ValueError as error:
    print(error)


def fields(line):
    def start(c):
        if c == '"':
            return quoted
        return end_field(c) if c == "," else plain(c)

    def plain(c):
        if c == ",":
            return end_field(c)
        current.append(c)
        return plain

    def quoted(c):
        if c == '"':
            return after_quote
        current.append(c)
        return quoted

    def after_quote(c):
        if c == '"':
            current.append(c)
            return quoted
        if c == ",":
            return end_field(c)
        raise ValueError(f"{c!r} after a quote")

    def end_field(c):
        result.append("".join(current))
        current.clear()
        return start
    result, current, state = [], [], start
    for c in line + ",":
        state = state(c)
    if state is quoted:
        raise ValueError("open quote")
    return result


for line in ('a,b,c', '"x, y",z', '"say ""hi""",', "", '"a"b', '"open'):
    try:
        print(line, fields(line))
    except ValueError as error:
        print(line, error)


def light():
    while True:
        for color, seconds in (("green", 3), ("yellow", 1), ("red", 2)):
            for left in range(seconds, 0, -1):
                if (yield f"{color}{left}") == "emergency":
                    while (yield "blinking") != "over":
                        pass


traffic = light()
print([next(traffic) for _ in range(8)], traffic.send("emergency"), next(traffic), traffic.send("over"), next(traffic))
