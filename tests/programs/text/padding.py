# center, ljust, rjust, zfill, expandtabs.
for w in range(0, 9):
    print(f"|{'abc'.center(w)}|{'abcd'.center(w, '*')}|{'abc'.ljust(w, '-')}|{'abc'.rjust(w, 'Ā')}|"
      f"{'-42'.zfill(w)}|{'+é'.zfill(w)}|{''.zfill(w)}|")
print(repr("a\tbc\tdef\tg".expandtabs()), repr("a\tb\n\tc".expandtabs(4)), repr("a\tb".expandtabs(tabsize=0)),
      repr("\t".expandtabs(-1)), "no tabs".expandtabs(3))
for f in (lambda: "a".center("b"), lambda: "a".center(5, "xy"), lambda: "a".ljust(5, 3), lambda: "a".zfill(),
          lambda: "a".center()):
    try:
        print(f())
    except TypeError as e:
        print(e)
