# Weak references: when they die, callbacks and their order, proxies, weak containers, finalizers.
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name})"

    def hello(self):
        return "hello from " + self.name


events = []
thing = Thing("a")
first = weakref.ref(thing, lambda r: events.append("first callback"))
second = weakref.ref(thing, lambda r: events.append("second callback"))
plain = weakref.ref(thing)
print(first(), plain() is thing, weakref.ref(thing) is plain, first == second, weakref.getweakrefcount(thing))
other = thing
del thing
print(plain(), events)
del other
print(plain(), first(), events)

thing = Thing("b")
proxy = weakref.proxy(thing)
print(proxy.name, proxy.hello(), type(proxy).__name__)
proxy.name = "changed through the proxy"
print(thing)
del thing
try:
    proxy.name
except ReferenceError as error:
    print(error)

cache = weakref.WeakValueDictionary()
keep = cache["x"] = Thing("x")
cache["y"] = Thing("y")
print(sorted(cache), len(cache), cache.get("y"))
names = weakref.WeakKeyDictionary()
key = Thing("key")
names[key] = 1
names[Thing("gone")] = 2
print(list(names.items()))
members = weakref.WeakSet([key, keep, Thing("lost")])
print(len(members), key in members)
del key
print(len(names), len(members))

target = Thing("finalized")
finalizer = weakref.finalize(target, events.append, "finalizer ran")
print(finalizer.alive)
del target
print(finalizer.alive, events[-1])
method = weakref.WeakMethod(keep.hello)
print(method()())
del keep
print(method(), len(cache))
for value in (5, "text", [1], (1,)):
    try:
        weakref.ref(value)
    except TypeError as error:
        print(error)
broken = Thing("c")
hashed = weakref.ref(broken)
print(hash(hashed) == hash(broken), hashed == weakref.ref(broken))
