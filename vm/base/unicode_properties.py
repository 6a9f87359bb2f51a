"""Writes the tables of base/unicode_properties.cpp: what python3.11's unicodedata says about every character (Unicode 14.0.0).

usage: unicode_properties.py OUT.inc     (must run under Python 3.11)
"""
import sys
import unicodedata

import unicode_tables


def numbered(texts):
    """(number of each text, the texts in the order of their numbers)."""
    order = {}
    return [order.setdefault(t, len(order)) for t in texts], list(order)


def write_texts(out, name, texts):
    out.write("const char* const %s[] = {%s};\n" % (name, ", ".join('"%s"' % t for t in texts)))


def write_properties(out):
    chars = [chr(cp) for cp in range(0x110000)]
    columns = []
    for name, function in (("kCategoryNames", unicodedata.category), ("kBidirectionalNames", unicodedata.bidirectional),
                           ("kWidthNames", unicodedata.east_asian_width)):
        numbers, texts = numbered(map(function, chars))
        write_texts(out, name, texts)
        columns.append(numbers)
    numerics, values = numbered(unicodedata.numeric(c, None) for c in chars)
    out.write("const double kNumericValues[] = {%s};\n" % ", ".join("-1" if v is None else repr(v) for v in values))
    columns += [[unicodedata.combining(c) for c in chars], [unicodedata.mirrored(c) for c in chars],
                [unicodedata.digit(c, -1) for c in chars], numerics]
    index, rows = numbered(zip(*columns))
    unicode_tables.write_two_stage(out, "uint16_t", "kProperty", index)
    out.write("const PropertyRow kPropertyRows[] = {\n" + "".join("{%s},\n" % ", ".join(map(str, r)) for r in rows) + "};\n")


def write_decompositions(out):
    tags, rows, points = [""], {(): 0}, []
    table, index = ["{0, 0, 0},\n"], []
    for cp in range(0x110000):
        parts = unicodedata.decomposition(chr(cp)).split()
        if parts and tuple(parts) not in rows:
            tag = parts[0] if parts[0][0] == "<" else ""
            if tag not in tags:
                tags.append(tag)
            mapped = [int(p, 16) for p in parts if p[0] != "<"]
            rows[tuple(parts)] = len(table)
            table.append("{%d, %d, %d},\n" % (len(points), len(mapped), tags.index(tag)))
            points += mapped
        index.append(rows[tuple(parts)])
    unicode_tables.write_two_stage(out, "uint16_t", "kDecomposition", index)
    out.write("const DecompositionRow kDecompositionRows[] = {\n" + "".join(table) + "};\n")
    unicode_tables.write(out, "uint32_t", "kDecompositionPoints", points)
    write_texts(out, "kDecompositionTags", tags)


def write_compositions(out):
    pairs = []
    for cp in range(0x110000):
        parts = unicodedata.decomposition(chr(cp)).split()
        if len(parts) == 2 and parts[0][0] != "<":
            a, b = (int(p, 16) for p in parts)
            if unicodedata.normalize("NFC", chr(a) + chr(b)) == chr(cp):
                pairs.append((a, b, cp))
    out.write("const CompositionRow kCompositions[] = {\n" + "".join("{%d, %d, %d},\n" % p for p in sorted(pairs)) + "};\n")


def main():
    with open(sys.argv[1], "w") as out:
        out.write("// Made by vm/base/unicode_properties.py. Unicode %s.\n" % unicodedata.unidata_version)
        out.write("constexpr int kBlockShift = %d;\n" % unicode_tables.BLOCK)
        write_properties(out)
        write_decompositions(out)
        write_compositions(out)


if __name__ == "__main__":
    main()
