# f-strings: conversions, nested specs, the = form, quotes, expressions of each kind, and joined literals.
name, number, ratio = "ann", 42, 2 / 3
print(f"{name} {number} {ratio}")
print(f"{name!r} {name!s} {'é'!a} {name!r:>8}|{name!s:<8}|{name!r:^9}|")
print(f"{number=} {number = } {name=!s} {ratio=:.3f} {number + 1=} {name.upper()=}")
width, precision, fill = 12, 4, "*"
print(f"{ratio:{width}.{precision}f}|{name:{fill}^{width}}|{number:{'0'}{'>'}{width // 2}}|")
print(f"{{literal}} {{{number}}} {'{'} {{}}")
print(f"{number:b} {number:o} {number:x} {number:X} {number:#x} {number:08b} {number:+d} {number:,} {1234567.891:,.2f}")
print(f"{[n * 2 for n in range(3)]} { {'a': 1}['a'] } {(lambda x: x + 1)(1)} {number if number > 5 else 'small'}")
print(f"{'nested ' + f'{name}'} {f'{number + 1:>4}'!r}", f"""{f'{f"{number}"}'}""")
print("joined " f"{name}" " with " rf"\n{number}\t" """ and more""")
print(f"""three
{name}
lines {
    number
    + 1
}""")
print(f"{number!r:^{width}}|{True:5}|{None!s:>6}|{ratio:%}|{ratio:.1%}|{1e10:g}|{1e-7}|")


class Spec:
    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "Spec()"


spec = Spec()
print(f"{spec} {spec:anything at all} {spec:{number}-{name}} {spec!r:.3} {spec=} {spec=:x}")
print(f"{3.14159:.{2}f} {'abc':.{1 + 1}} {10:{'x' if number else 'd'}}")
order = []
print(f"{order.append(1)}{order.append(2)}{order}")
table = {"key": [10, 20]}
print(f"{table['key'][1]} {table!r} {name[0]}{name[-1]} {name[::-1]} {len(name)}")
print(f"{(x := 5)} {x} {x:=+5} {x!r}", f"{number:{number}}".strip(), f"{'':>3}|", f"{0!r}")
for text in ("f'{}'", "f'{a b}'", "f'{'", "f'}'", "f'{a!x}'", "f'{a!}'", "f'{#}'", "f'{a:{b:{c}}}'"):
    try:
        eval(text)
    except (SyntaxError, NameError) as error:
        print(text, "->", error.args[0])
try:
    f"{name:d}"
except ValueError as error:
    print(error)
