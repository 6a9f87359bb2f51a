# The is... methods.
names = ("isascii islower isupper istitle isspace isdecimal isdigit "
         "isnumeric isalpha isalnum isidentifier isprintable").split()
for s in (["", "abc", "ABC", "Abc Def", " \t\n", "123", "²³", "½", "Ⅷ", "abc1", "_x1", "1x", "é", "ǅ", "a b", "\u200b",
           "١٢", "def", "x\n", "日本", "AbC", "A1", "ª"]):
    print(ascii(s), *[n for n in names if getattr(s, n)()])
