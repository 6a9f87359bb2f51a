# Names, normal forms, defaults and refusals.
import unicodedata as u


def show(f, *args):
    try:
        print(f.__name__, args, repr(f(*args)))
    except Exception as e:
        print(f.__name__, args, type(e).__name__, e)


for f in (u.decimal, u.digit, u.numeric, u.name):
    show(f, "\x01")
    show(f, "\x01", "none")
    show(f, "ab")
for f, arg in [(u.numeric, "\xbd"), (u.digit, "\xb2"), (u.name, "\u4e00"), (u.name, "\uac00"), (u.category, b"a"),
               (u.category, ""),
               (u.decomposition, "\ufb01"), (u.lookup, "hangul syllable gag"), (u.lookup, "NO SUCH"),
               (u.lookup, "A" * 300),
               (u.lookup, 5), (u.lookup, b"SPACE")]:
    show(f, arg)
for form in ("NFC", "NFD", "NFKC", "NFKD", "X"):
    show(u.normalize, form, "\xe9\ufb01\u1e69\uac01")
    show(u.is_normalized, form, "e\u0301")
show(u.normalize, 1, "a")
print(u.unidata_version)
