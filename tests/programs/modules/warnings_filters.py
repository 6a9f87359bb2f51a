# _warnings: actions, registries, filters that are none; what the warnings module does with them.
import _warnings
import warnings


def show(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__, e)


show(_warnings.warn, "x", int)
show(_warnings.warn, "x", 5)
show(_warnings.warn)
show(_warnings.warn_explicit, "m", UserWarning, 5, 7)
show(_warnings.warn_explicit, "m", UserWarning, "file.py", 7, "mod", 5)
show(_warnings.warn_explicit, "m", UserWarning, "file.py", 7, "mod", {}, 5)
for action in ("once", "always", "module", "default", "ignore", "error", "weird"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.resetwarnings()
        warnings.filters.insert(0, (action, None, Warning, None, 0))
        for i in range(2):
            show(warnings.warn, action)
        print([(str(w.message), w.category.__name__, w.lineno) for w in caught])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    not NotImplemented
    eval("1 is 1")
    print([(str(w.message), w.category.__name__, w.lineno) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for source in ("warnings.warn('e', FutureWarning)", "not NotImplemented", "compile('1 is 1', 'f', 'eval')",
                   r"compile('\"\\d\"', 'f', 'eval')"):
        show(exec, source)
registry = {}
show(warnings.warn_explicit, "m", ResourceWarning, "file.py", 7, "mod", registry)
print(registry.keys(), warnings.filters[0], _warnings._defaultaction)
