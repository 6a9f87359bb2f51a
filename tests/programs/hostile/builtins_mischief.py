"""builtins deleted and replaced, namespaces that are not what they seem."""
import builtins, sys
def attempt(label, call):
    try: print(label, call())
    except BaseException as error: print(label, type(error).__name__, error)
class Space(dict):
    def __getitem__(self, key):
        log.append(key)
        if key == "evil": raise ArithmeticError("lookup")
        return super().__getitem__(key)
    def __missing__(self, key): return f"<{key}>"
    def __setitem__(self, key, value):
        if key == "no": raise ArithmeticError("store")
        super().__setitem__(key, value)
    def __delitem__(self, key): raise ArithmeticError("delete")
log = []
for text in ("x = unknown", "x = evil", "no = 1", "x = 1; del x", "def f(): return unknown\nx = f()",
             "import sys as no", "for no in [1]: pass", "class A: y = unknown\nx = A.y", "x = [unknown for _ in 'a']",
             "global g; g = unknown", "x: int = 1"):
    space = Space()
    try: exec(text, {}, space); print(repr(text), {k: v for k, v in space.items() if k == "x"})
    except Exception as error: print(repr(text), type(error).__name__, error)
    try: exec(text, Space(), space)
    except Exception as error: print("  as globals:", type(error).__name__, error)
print(len(log))
for value in ({}, {"print": lambda *a: "mine"}, builtins, Space()):
    for text in ("print", "len('a')", "unknown", "__import__", "[].x", "(lambda: abs)()"):
        attempt(f"{type(value).__name__} {text}", lambda: type(eval(text, {"__builtins__": value})).__name__)
    attempt("import", lambda: exec("import sys", {"__builtins__": value}))
    attempt("class", lambda: exec("class A: pass", {"__builtins__": value}))
    attempt("assert", lambda: exec("assert 0, 'a'", {"__builtins__": value}))
for mapping in (5, [], "a", None, Space(x=1), type("M", (), {"__getitem__": lambda s, k: k + "!"})()):
    attempt(f"locals {type(mapping).__name__}", lambda: eval("x", {}, mapping))
for source in (5, None, b"1 + 1", bytearray(b"2"), memoryview(b"3"), "1\0", b"\xff", "x y", "", " 1", "\n1\n",
               "lambda: (yield)", "await x", "1; 2", ["1"]):
    (attempt(f"eval {source!r}"[:24], lambda: str(eval(source)).split(" at 0x")[0])
     if not isinstance(source, memoryview) else attempt("eval view", lambda: eval(source)))
saved = builtins.print, builtins.__import__, builtins.__build_class__
del builtins.len
attempt("len", lambda: len("a"))
builtins.len = "".__len__.__class__
attempt("len type", lambda: len.__name__)
import_count = []
def importer(name, *rest): import_count.append(name); raise ImportError("no " + name)
builtins.__import__ = importer
attempt("import", lambda: exec("import os"))
attempt("from", lambda: exec("from os import path"))
del builtins.__import__
attempt("none", lambda: exec("import os"))
builtins.__import__ = saved[1]
del builtins.__build_class__
attempt("class", lambda: exec("class A: pass"))
builtins.__build_class__ = lambda *a: "built"
exec("class A: pass\nprint(A)")
builtins.__build_class__ = saved[2]
for args in ((), (5, "a"), (lambda: 1,), (lambda: 1, 5), (lambda: 1, "A", 5), (lambda: 1, "A"), (print, "A"),
             (lambda x: 1, "A")):
    attempt(f"build_class", lambda: type(saved[2](*args)).__name__)
sys.modules["ghost"] = None
attempt("ghost", lambda: exec("import ghost"))
sys.modules["five"] = 5
attempt("five", lambda: exec("import five; print(five)"))
attempt("five.x", lambda: exec("import five.x"))
attempt("from five", lambda: exec("from five import x"))
attempt("star", lambda: exec("from five import *"))
class Module(type(sys)):
    def __getattr__(self, name): raise AttributeError(f"mine {name}") if name != "__path__" else ValueError("path")
sys.modules["mod"] = Module("mod")
attempt("from mod", lambda: exec("from mod import x"))
attempt("mod.x", lambda: exec("import mod.x"))
sys.modules["mod"].__all__ = ["a", 5]
attempt("star", lambda: exec("from mod import *"))
sys.modules["mod"].__all__ = 5
attempt("star", lambda: exec("from mod import *"))
attempt("relative", lambda: exec("from . import x", {}))
attempt("relative", lambda: exec("from . import x", {"__package__": 5}))
attempt("relative", lambda: exec("from .. import x", {"__package__": "a"}))
attempt("name", lambda: __import__(5))
attempt("empty", lambda: __import__(""))
attempt("level", lambda: __import__("sys", level=-1))
attempt("nul", lambda: __import__("a\0b"))
attempt("dots", lambda: __import__("sys.x.y"))
attempt("list", lambda: __import__("sys", fromlist=[5]))
