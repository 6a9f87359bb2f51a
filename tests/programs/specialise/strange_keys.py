# Keys of a class's dict that are strs of a kind of their own: whoever looks a name up calls their __eq__, specialising as well.
class Key(str):
    asked = 0
    fails = False
    __hash__ = str.__hash__
    def __eq__(self, other):
        Key.asked += 1
        if Key.fails: raise ValueError
        return str.__eq__(self, other)
def load(o): return o.foo
def store(o, v): o.bar = v
def call(o): return o.run()
def item(o): return o[1]
A = type("A", (), {Key("foo"): 5, Key("run"): lambda self: 6, Key("__getitem__"): lambda self, i: i})
class B(A): pass
for cls in A, B:
    o = cls()
    for i in range(12):
        cls.z = i   # forgets what was found
        load(o), store(o, i), call(o), item(o)
    print(load(o), o.bar, call(o), item(o), Key.asked)
Key.fails = True
A.z = 0
try: load(o)
except AttributeError as e: print(e)
for other in (), 3, []:
    try: load(other)
    except AttributeError as e: print(e)
