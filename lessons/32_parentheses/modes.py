text = "6 * 7"
print(eval(compile(text, "s", "eval")))
exec(compile(text, "s", "exec"))
exec(compile(text, "s", "single"))
