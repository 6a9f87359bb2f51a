# Items and slices of texts of every width.
for s in ["hello world", "héllo wörld", "hĀllo", "h😀llo wo"]:
    print(s[0], s[-1], s[1:4], s[::-1], s[::2], s[-3:], s[5:2], s[10:100], s[:], s[-100:2], s[3:0:-2])
    print(s[:] is s, s[0] == s[0:1], len(s[1:]))
for bad in (99, -99, "a", 1.5, None):
    try:
        print("abc"[bad])
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
