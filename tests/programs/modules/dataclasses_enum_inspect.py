# dataclasses, enum and inspect from the library.
import dataclasses, enum, inspect, importlib, os
@dataclasses.dataclass(order=True, frozen=True)
class P:
    x: int
    y: float = 1.5
    tags: list = dataclasses.field(default_factory=list, compare=False)
print(P(1), P(1) < P(2), dataclasses.asdict(P(3, tags=[1])), dataclasses.replace(P(1), y=0),
      [f.name for f in dataclasses.fields(P)])
try: P(1).x = 3
except dataclasses.FrozenInstanceError as e: print(type(e).__name__, e)
class Color(enum.Enum):
    RED = 1
    GREEN = enum.auto()
class F(enum.IntFlag):
    A = 1; B = 2; C = 4
print(Color.RED, repr(Color.GREEN), Color(1) is Color["RED"], list(Color), F.A | F.C, repr(F(6)), ~F.A)
try: Color(9)
except ValueError as e: print(e)
def f(a, /, b: int = 2, *args, c, **kw) -> str: "doc"
print(inspect.signature(f), inspect.getdoc(f), inspect.signature(P), inspect.isclass(P), inspect.signature(len),
      inspect.getfullargspec(f).kwonlyargs)
print(inspect.getsource(f).strip(), inspect.getmodule(f).__name__)
c = importlib.import_module("colorsys")
print(c.__spec__.name, type(c.__spec__), type(c.__loader__), type(os.__spec__).__name__)
print(importlib.util.find_spec("keyword").origin if hasattr(importlib, "util") else "no util",
      os.listdir(os.path.join(os.path.dirname(__file__), "shapes"))[:0])
