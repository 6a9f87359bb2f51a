# What an imported module says about itself. (The spec is looked at in text that eval runs: its type is a known
# difference.)
import pkg, pkg.a, sys
here = __file__.rpartition("/")[0]
for m in (pkg, pkg.a):
    print(repr(m).replace(here, "."), m.__file__.replace(here, "."), m.__cached__.replace(here, "."), m.__package__)
    for name in ("name", "parent", "has_location", "origin == m.__file__", "cached == m.__cached__"):
        print(name, eval("m.__spec__." + name))
    print(eval("m.__spec__.submodule_search_locations is getattr(m, '__path__', None)"))
print(repr(sys), __spec__, __name__, sorted(n for n in vars(pkg.a) if n.startswith("__")))
