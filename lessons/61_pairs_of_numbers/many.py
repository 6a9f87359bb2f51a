lines = ["def big(say):"]
for i in range(300):
    lines.append(f"    say('text {i}')")
names = {}
exec("\n".join(lines), names)
code = names["big"].__code__.co_code
opcodes = code[::2]
first = opcodes.index(144) * 2
print(list(code[first:first + 4]))
