print(eval(compile("6 * 7", "s", "eval")))
exec(compile("6 * 7", "s", "exec"))
exec(compile("6 * 7", "s", "single"))
