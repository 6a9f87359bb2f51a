"""Writes the tables of base/unicode_data.cpp: what python3.11 itself says about every character (Unicode 14.0.0).

usage: unicode_tables.py OUT.inc     (must run under Python 3.11, whose str methods are the source)
"""
import sys
import unicodedata

BLOCK = 7  # characters are grouped by 128


def flags(c):
    alone = (c + "\u03a3").lower()[-1] == "\u03c2"          # the final-sigma rule reveals Cased ...
    between = ("A" + c + "\u03a3").lower()[-1] == "\u03c2"  # ... and Case_Ignorable
    tests = (c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.islower(), c.isupper(), c.istitle() and not c.isupper(),
             c.isspace(), len(("a" + c + "a").splitlines()) == 2, c.isprintable(), c.isidentifier() and c != "_",
             ("a" + c).isidentifier(), alone, between and not alone)
    return sum(1 << i for i, t in enumerate(tests) if t)


def split(values):
    """Two stages: the number of the block of each group, and the blocks."""
    blocks, first = {}, []
    for i in range(0, len(values), 1 << BLOCK):
        block = tuple(values[i:i + (1 << BLOCK)])
        first.append(blocks.setdefault(block, len(blocks)))
    return first, [v for block in blocks for v in block]


def write(out, kind, name, values):
    out.write(f"const {kind} {name}[] = {{")
    for i, v in enumerate(values):
        out.write(("\n" if i % 24 == 0 else "") + f"{v},")
    out.write("\n};\n")


def write_two_stage(out, kind, name, values):
    first, second = split(values)
    write(out, "uint16_t", name + "_first", first)
    write(out, kind, name + "_second", second)


def character_rows(out):
    rows, index, texts, text_at = {}, [], [], {}

    def place(text):
        if text not in text_at:
            text_at[text] = len(texts)
            texts.extend(map(ord, text))
        return text_at[text]

    def mapping(c, text):
        """(kind, value): a difference for one character, a place in `texts` and a length for several."""
        if len(text) == 1:
            return 0, ord(text) - ord(c)
        return len(text), place(text)

    for cp in range(0x110000):
        c = chr(cp)
        row = [flags(c), unicodedata.decimal(c, -1)]
        for text in (c.lower(), c.upper(), c.title(), c.casefold()):
            row += mapping(c, text)
        index.append(rows.setdefault(tuple(row), len(rows)))
    write_two_stage(out, "uint16_t", "kRow", index)
    out.write("const CharacterRow kRows[] = {\n")
    for r in rows:
        cases = ", ".join("{%d, %d}" % (r[i], r[i + 1]) for i in range(2, 10, 2))
        out.write("{%d, %d, {%s}},\n" % (r[0], r[1], cases))
    out.write("};\n")
    write(out, "uint32_t", "kCaseTexts", texts)


def main():
    if sys.version_info[:2] != (3, 11):
        sys.exit("unicode_tables.py: needs Python 3.11")
    with open(sys.argv[1], "w") as out:
        out.write("// Made by vm/base/unicode_tables.py. Unicode %s.\n" % unicodedata.unidata_version)
        out.write("constexpr int kBlockShift = %d;\n" % BLOCK)
        character_rows(out)


if __name__ == "__main__":
    main()
