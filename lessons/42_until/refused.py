text = "until num == 0:\n    pass\n"
try:
    compile(text, "s", "exec")
except SyntaxError as e:
    print("column", e.offset)
