# Objects whose bytes are compared: the built-in types themselves.
import builtins, types

subjects = {name: t for name, t in vars(builtins).items() if isinstance(t, type) and name not in ("__loader__",)}
subjects.update({t.__name__: t for t in vars(types).values() if isinstance(t, type) and not t.__flags__ & 512})
for o in iter([]), reversed([]), iter(()), iter(""), iter("\xe9"), iter(b""), iter(bytearray()), iter({}), iter({}.values()), iter({}.items()), iter(set()), iter(range(1)), iter(range(2**70)), iter(len, 1), {}.keys(), {}.values(), {}.items(), reversed({}), reversed({}.values()), reversed({}.items()), iter(memoryview(b"")), types.SimpleNamespace.__init__, list.append, int.__add__, (1).__add__, (lambda: 0).__code__.co_lines(), (lambda: 0).__code__.co_positions():
    subjects[type(o).__name__] = type(o)
del o
