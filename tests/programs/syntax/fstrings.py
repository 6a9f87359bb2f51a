# Replacement fields: conversions, nested specs, = and doubled braces.
x, width, name = 3.14159, 10, "née"
print(f'{x:{width}.3f}|{x!r:>{width}}|{name!a}|{name!s:^7}|{{}}|{ {"a": 1}["a"] }')
print(f'{x = :.2f} {name=} {width + 1 =} {x=!s}' ' plain {x}')
print(f'''{
    x
    + 1}''', f'{(lambda y: y * 2)(4)}', f'{x if x > 3 else 0:g}', f"{'nested ' + f'{width}'}")
print(f'{"a" != "b"}', f'{width:=+5}', f'{3 >= 2}', rf'\d{width}', f'\N{DIGIT ONE}{{')
