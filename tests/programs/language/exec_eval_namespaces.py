# exec, eval and compile with namespaces: globals, locals, mappings, functions made there, modes, and errors.
x = "module"
space = {"x": 1}
exec("y = x + 1\ndef f(): return x * 100\nz = f()", space)
print(space["y"], space["z"], "__builtins__" in space, "y" in globals(), space["f"].__globals__ is space)
local = {}
exec("a = x\nx = 'local'\nK = type('K', (), {'b': a})", {"x": "global"}, local)
print({k: v for k, v in local.items() if k != "K"}, local["K"].b)
print(eval("x + y", {"x": 2}, {"y": 3}), eval("[x for _ in range(2)]"), eval(" \t 1 + 1"),
      eval("(lambda v: v * 2)(21)"), eval("x", {}, {"x": "inner"}))


def function(argument):
    exec("argument = 'changed'; fresh = 1")
    return argument, sorted(locals()), eval("argument + '!'")


print(function("kept"))


class Lookup(dict):
    def __missing__(self, key):
        return f"<{key}>"


class Recorder(dict):
    def __setitem__(self, key, value):
        print("  set", key)
        super().__setitem__(key, value)


print(eval("anything + other", {}, Lookup(other="!")))
recorder = Recorder()
exec("p = 1\nq = p + 1\ndel p\nfor q in range(2): pass", {}, recorder)
print(recorder)
code = compile("total = sum(values)", "<made>", "exec")
for values in ([1, 2], [10, 20, 30]):
    scope = {"values": values}
    exec(code, scope)
    print(scope["total"], code.co_filename, code.co_names)
exec(compile("1 + 1; 'shown'; None", "<single>", "single"))
print(eval(compile("2 ** 8", "<eval>", "eval")), eval(compile("pass", "<e>", "exec")), exec("5"))
print(eval("len('abc')", {"__builtins__": {"len": lambda s: "own len"}}))
exec("global g\ng = 'made global'\nh = 1", space, local)
print(space["g"], local["h"], "h" in space)
for text, kind in [("1 +", "eval"), ("x = 1", "eval"), ("a b", "exec"), ("def f(:", "exec"), ("  x", "exec"),
                   ("1\n2", "single"), ("'abc", "exec"),
                   ("return 1", "exec"), ("if x:\npass", "exec"), ("(", "eval"), ("", "eval"), ("f(a=1, 2)", "eval"),
                   ("x\0", "eval"), ("5 = x", "exec")]:
    try:
        compile(text, "<text>", kind)
    except (SyntaxError, ValueError) as error:
        print(repr(text), "->", type(error).__name__, error.args[0], getattr(error, "offset", None))
for action in (lambda: eval("nope"), lambda: eval("x", {}), lambda: exec("import nothing_here"), lambda: eval(5),
               lambda: exec("1", 5), lambda: eval("1", {}, 5),
               lambda: compile("1", "f", "other"), lambda: eval("print('side effect') or undefined"),
               lambda: eval("1/0"), lambda: eval("len(1)", {"__builtins__": {}})):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
