"""Recursion without end through classes: __instancecheck__, __subclasscheck__, __new__, __init__, __prepare__,
properties, super."""
class Meta(type):
    def __instancecheck__(cls, other): return isinstance(other, cls)
    def __subclasscheck__(cls, other): return issubclass(other, cls)
    def __getattr__(cls, name): return getattr(cls, name + "x")
    def __call__(cls, *args): return cls(*args)
class Plain(metaclass=Meta): pass
class New:
    def __new__(cls): return cls()
class Init:
    def __init__(self): Init()
class Prop:
    @property
    def value(self): return self.value
    def __set__(self, o, v): o.x = v
class Descr:
    def __get__(self, o, owner): return o.self_again
class Holder:
    self_again = Descr()
class Base:
    def go(self): return self.go()
class Derived(Base):
    def go(self): return super().go()
class Sub:
    def __init_subclass__(cls): type("More", (cls,), {})
def spin(): return [spin() for _ in range(1)]
def gen(): yield from gen()
for name, call in {"isinstance": lambda: isinstance(1, Plain), "issubclass": lambda: issubclass(int, Plain),
                   "attribute": lambda: Plain.x, "call": Plain, "new": New,
                   "init": Init, "property": lambda: Prop().value, "descriptor": lambda: Holder().self_again,
                   "super": lambda: Derived().go(), "subclass": lambda: type("A", (Sub,), {}),
                   "comprehension": spin, "yield from": lambda: list(gen()),
                   "sort key": lambda: sorted([1], key=lambda v: spin()), "exec": lambda: exec("f()", {"f": spin}),
                   "map": lambda: list(map(lambda v: spin(), [1])), "eval": lambda: eval("spin()")}.items():
    try:
        print(name, call())
    except RecursionError as error:
        print(name, str(error)[:32])
