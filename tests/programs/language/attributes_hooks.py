# __getattr__, __getattribute__, __setattr__, __delattr__ and __dir__: a proxy, a record, and a frozen class.
class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)
        object.__setattr__(self, "_log", [])

    def __getattr__(self, name):
        self._log.append("get " + name)
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        self._log.append("set " + name)
        setattr(self._target, name, value)

    def __delattr__(self, name):
        self._log.append("del " + name)
        delattr(self._target, name)

    def __dir__(self):
        return ["b", "a", "_target"]


class Target:
    shared = "class"

    def __init__(self):
        self.x = 1

    def method(self):
        return self.x * 10


target = Target()
proxy = Proxy(target)
proxy.x += 4
proxy.y = 2
del proxy.y
print(proxy.x, proxy.method(), proxy.shared, vars(target), dir(proxy))
print(proxy._log, hasattr(proxy, "nope"), getattr(proxy, "nope", "default"))


class Watched:
    def __init__(self):
        self.value = 5

    def __getattribute__(self, name):
        if name.startswith("secret"):
            raise AttributeError("hidden: " + name)
        if name == "double":
            return object.__getattribute__(self, "value") * 2
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return f"fallback for {name}"

    secret_plan = "never seen"


w = Watched()
print(w.value, w.double, w.secret_plan, w.anything, w.__class__.__name__, Watched.secret_plan)


class Frozen:
    def __init__(self, **values):
        self.__dict__.update(values)

    def __setattr__(self, name, value):
        raise AttributeError(f"cannot set {name}")

    __delattr__ = lambda self, name: self.__setattr__(name, None)


frozen = Frozen(a=1)
for action in (lambda: setattr(frozen, "a", 2), lambda: delattr(frozen, "a"), lambda: proxy.missing, lambda: frozen.b,
               lambda: setattr(5, "x", 1), lambda: setattr(frozen, 5, 1), lambda: getattr(frozen, 5),
               lambda: Target.nothing):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
object.__setattr__(frozen, "a", "forced")
print(frozen.a, vars(frozen), "a" in dir(frozen))
proxy_like = type("P", (), {"__getattr__": lambda self, name: 3})()
try:
    len(proxy_like)
except TypeError as error:
    print(error)
