import marshal

code = compile("x = 1", "demo.py", "exec")
saved = marshal.dumps(code)
print(hex(saved[0]))
