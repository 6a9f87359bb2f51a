# Code of the standard library and classes of several kinds at work together.
import bisect, fractions, heapq, textwrap, string, collections, dataclasses, enum, contextlib
from shown import forms

F = fractions.Fraction
for n in range(30): F(1, 3) + F(n, 7) - F(1, 2)
print(forms(F._add))
print(forms(F.numerator.fget))
for n in range(20): textwrap.dedent("  a\n   b\n")
print(forms(textwrap.dedent))
for n in range(20): list(heapq.merge([1, 4], [2, 3]))
print(forms(heapq.merge))
@dataclasses.dataclass
class P:
    x: int
    y: int = 2
for n in range(20): P(n) == P(3)
print(forms(P.__init__), forms(P.__eq__))
class Color(enum.Enum):
    RED = 1
def name(c): return c.name, c.value
for n in range(20): name(Color.RED)
print(forms(name))
@contextlib.contextmanager
def ctx():
    yield 1
def use():
    with ctx() as c: return c
for n in range(20): use()
print(forms(use), forms(contextlib._GeneratorContextManager.__exit__))
Point = collections.namedtuple("Point", "x y")
def xy(p): return p.x + p.y
for n in range(20): xy(Point(1, 2))
print(forms(xy))
class Node:
    def __init__(self, v, nxt): self.v, self.nxt = v, nxt
def total(n):
    t = 0
    while n is not None:
        t += n.v
        n = n.nxt
    return t
chain = None
for n in range(30): chain = Node(n, chain)
total(chain); total(chain)
for n in range(10): total(chain)
print(forms(total), forms(Node.__init__))
