text = """
print("begin")
def f(a, a):
    return a
"""
try:
    exec(text)
except SyntaxError as e:
    print(e.msg)
