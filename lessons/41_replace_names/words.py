print = print
try:
    exec("import = 3")
except SyntaxError as e:
    print(e.msg)
exec("match = 3")
print("done")
