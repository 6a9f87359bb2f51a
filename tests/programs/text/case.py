# Case of letters, also where one letter becomes several.
for s in ["Hello World", "straße", "ŉ ǆ ﬁn", "ΑΣ ΟΔΟΣ", "İi", "they're bill's", "ÀÉ", "ａＢ", "x1y2", "ǅungla", "𐐀𐐨"]:
    print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), len(s.upper()))
print("ΑΣ".lower(), "Σ".lower(), "ΑΣΑ".lower(), "Α\u0301Σ".lower())
