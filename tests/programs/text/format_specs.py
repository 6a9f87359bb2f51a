# The format-spec mini-language over str, int, float, bool, None.
values = ["ab", "é", 42, -42, 0, 10**20, True, 3.14159, -0.0, 1e100, 1e-7, float("inf"), float("nan"), 2.5, 1234567.891,
          1 + 2j, None]
specs = ["", "5", "<8", ">8", "^9", "*^9", "=8", "08", "+", " ", "-", "z", "#", ",", "_", "d", "b", "#b", "o", "#o",
         "x", "#X", "_b", ",d", "c", "n", "e", ".2e", "f", ".0f", ".3f", "g", ".3g", "G", "%", ".1%", ",.2f", "010,.1f",
         "+.2f", "#.0f", "s", ".1s", ">5s", "é>6", "😀^6", "z.1f", ".3", "015,d", "=+9", "+#010x", "10.3", "<05", ".2d",
         "q", "5q", "..", ",_", "_,", "1.", "\x01"]
for v in values:
    row = []
    for s in specs:
        try:
            row.append(format(v, s))
        except (ValueError, TypeError, OverflowError) as e:
            row.append(f"{type(e).__name__}({e})")
    print(repr(v), row)
