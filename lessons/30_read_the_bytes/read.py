source = "x = 1\ny = 2\nz = x + y\nprint(z)\n"
whole = compile(source, "sum.py", "exec")
code = whole.co_code
print(len(code))
for place in range(0, 20, 2):
    print(place, code[place], code[place + 1])
print(compile("test.py", "test.py", "exec").co_names)
