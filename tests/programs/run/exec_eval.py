# exec, eval, compile, globals and locals.
x = 1
print(eval("x + 1"), eval("x + y", {"x": 10}, {"y": 5}), eval(compile("x*3", "<e>", "eval")))
ns = {}
exec("def f(a):\n  return a * k\nk = 4", ns); print(ns["f"](3), sorted(k for k in ns if k != "__builtins__"))
def loc(a, b=2):
    c = [a]
    d = locals(); print(d, d is locals(), sorted(vars()))
    exec("c.append(b); new = 1"); print(c, "new" in locals())
    return [locals()["a"] if 0 else k for k in (1,)]
print(loc(1))
for s in (["1 +", "x = = 2", "def f(:\n pass", "if 1:\nx", "(1, 2", "'abc", "return 5", "break", "f(**k, *a)", "a b",
           "1a", "é = 1; print(é)", "x = 08", "class", "lambda: (yield)", "nonlocal q", "def f(a, a): pass"]):
    try: exec(s); print("fine", s)
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text), e.filename)
try: eval("1/0")
except ZeroDivisionError as e: print(e.__traceback__.tb_next.tb_frame.f_code.co_filename)
print(eval(" 5"), callable(exec), __name__, compile("1", "f", "single").co_code.hex())
try: exec(5)
except TypeError as e: print(e)
