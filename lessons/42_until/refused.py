try:
    compile("until num == 0:\n    pass\n", "s", "exec")
except SyntaxError as e:
    print("column", e.offset)
