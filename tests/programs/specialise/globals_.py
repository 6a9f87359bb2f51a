# Globals and builtins: the keys' versions, growth of the module, deletion, shadowing, other namespaces.
import builtins
from shown import watch, forms

x = 1
def get(): return x
def builtin(): return len
def missing(): return nothing
def call(): return len("abc")
watch(get, "GLOBAL", [()] * 12)
x = 2
watch(get, "GLOBAL", [()] * 12)
y = 1
watch(get, "GLOBAL", [()] * 60)
watch(builtin, "GLOBAL", [()] * 12)
z = 1
watch(builtin, "GLOBAL", [()] * 60)
len = len
watch(builtin, "GLOBAL", [()] * 60)
watch(builtin, "GLOBAL", [()] * 60)
del len
watch(builtin, "GLOBAL", [()] * 60)
builtins.extra = 1
watch(builtin, "GLOBAL", [()] * 60)
del builtins.extra
watch(builtin, "GLOBAL", [()] * 60)
watch(missing, "GLOBAL", [()] * 12)
nothing = 1
watch(missing, "GLOBAL", [()] * 12)
del x
watch(get, "GLOBAL", [()] * 60)
x = 5
watch(get, "GLOBAL", [()] * 60)
space = {"x": 1, 5: 6}
exec("def get(): return x", space)
watch(space["get"], "GLOBAL", [()] * 12)
class Other(dict): pass
space = Other(x=1)
exec("def get(): return x", space)
watch(space["get"], "GLOBAL", [()] * 12)
space = {"__builtins__": {"x": 3}}
exec("def get(): return x", space)
watch(space["get"], "GLOBAL", [()] * 12)
space = {"__builtins__": Other(x=3)}
exec("def get(): return x", space)
watch(space["get"], "GLOBAL", [()] * 12)
def setter():
    global w
    w = 1
    return w
watch(setter, "GLOBAL", [()] * 12)
print(forms(call))
