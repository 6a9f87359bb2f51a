lines = "x = 1", "y = 2", "z = x + y"
text = "\n".join(lines) + "\nprint(z)\n"
whole = compile(text, "sum.py", "exec")
code = whole.co_code
print(len(code))
for at in range(0, 20, 2):
    print(at, code[at], code[at + 1])
file = "test.py"
slip = compile(file, file, "exec")
print(slip.co_names)
