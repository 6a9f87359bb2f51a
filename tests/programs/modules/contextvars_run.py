import contextvars

color = contextvars.ContextVar("color")
size = contextvars.ContextVar("size", default=3)
print(color.name, size.get(), color.get("none"))
try:
    color.get()
except LookupError as e:
    print(type(e).__name__, e.args[0] is color)

token = color.set("red")
print(token.var is color, token.old_value is contextvars.Token.MISSING, contextvars.Token.MISSING)
again = color.set("blue")
print(again.old_value, color.get())
color.reset(again)
print(color.get())


def change(value):
    color.set(value)
    size.set(10)
    return color.get(), size.get()


copy = contextvars.copy_context()
print(copy.run(change, "green"), color.get(), size.get(), copy[color], copy[size], len(copy))
print(color in copy, copy.get(size), copy == copy.copy(), copy == contextvars.copy_context())
for wrong in [lambda: color.reset(again), lambda: size.reset(token), lambda: copy["x"], lambda: contextvars.Token(),
              lambda: contextvars.Context(1),
              lambda: copy.run(), lambda: copy.run(copy.run, len, []), lambda: contextvars.ContextVar(1),
              lambda: contextvars.Context()[color],
              lambda: copy.run(color.reset, token), lambda: color.reset(1), lambda: hash(copy)]:
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0].split(" 0x")[0])
