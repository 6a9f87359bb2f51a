# Every kind of literal the scanner knows.
print(0x_ff, 0b1_01, 0o17, 1_000_000, 00, 1e3, 1_0.5e-1_0, .5, 5., 2j, 1e999, -1e999)
print('a\x41\u0416\U0001F600\N{SNOWMAN}\101\
b', "it's", '"', b'\x00\xff\'"', rb'\d', u'u', R'\n')
print('''one
two''' """three""" 'four', b'a' b'b')
print(repr('\ud800'), repr('\x7f\xa0\u200b'), ..., None, True)
print((), (1,), [], {}, {1, }, {1: 2, **{3: 4}}, [*(1, 2), 3])
