# The exact sequence of comparisons that sort makes.
class N:
    log = []
    def __init__(self, v): self.v = v
    def __lt__(self, other):
        N.log.append((self.v, other.v))
        return self.v < other.v
def random(n, seed):
    out = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out.append(seed >> 16)
    return out
def check(name, values, **kw):
    N.log = []
    result = sorted([N(v) for v in values], **kw)
    h = 0
    for a, b in N.log: h = (h * 31 + a * 7 + b) % 1000000007
    print(name, len(N.log), h, [x.v for x in result][:8], N.log[:6])
check("few", [3, 1, 2])
check("up", range(100)); check("down", range(100, 0, -1)); check("same", [5] * 70)
for n in (2, 5, 20, 63, 64, 65, 130, 500, 1200):
    check(f"random {n}", random(n, n)); check(f"few values {n}", [v % 5 for v in random(n, n)])
check("runs", list(range(300)) + list(range(150, 450)) + list(range(100, 0, -1)) + random(90, 1) + list(range(700)))
check("saw", [i % 37 for i in range(800)]); check("blocks", [i // 100 ^ 5 for i in range(900)])
check("reverse", random(200, 3), reverse=True); check("key", random(200, 4), key=lambda x: N(-x.v))
check("key 20", random(20, 4), key=lambda x: N(-x.v), reverse=True)
check("key 127", random(127, 9), key=lambda x: N(x.v % 10))
check("key 128", random(128, 9), key=lambda x: N(x.v % 10)); check("key 600", random(600, 9), key=lambda x: N(x.v % 50))
