"""Writes the tables of base/charsets.cpp: what python3.11's own codecs make of every byte, and of every pair of bytes.

usage: charsets.py OUT.inc     (must run under Python 3.11, whose codecs are the source)

Left out are codecs with a state between characters (iso2022, hz, utf-7) and those that make text of escapes.
"""
import codecs
import encodings.aliases
import importlib
import pkgutil
import sys

# In a table: no character, none and the error is two bytes long; a lead byte; an index into the long characters.
HOLE, LONG_HOLE, LEAD = 0xFFFE, 0xFFFF, 0xFFFD
FIRST_LONG, LAST_LONG = 0xD800, 0xDFFF
# What base/charsets.cpp knows without a table.
BY_RULE = {"utf_8": "kUtf8", "utf_8_sig": "kUtf8", "latin_1": "kLatin1", "iso8859_1": "kLatin1", "charmap": "kLatin1", "ascii": "kAscii"}


def decode(codec, data):
    """The text, or what a table says instead."""
    try:
        return codec.decode(data)[0]
    except UnicodeDecodeError as e:
        if e.reason == "incomplete multibyte sequence":
            return LEAD
        assert e.start == 0 and e.end in (1, 2), (codec.name, data)
        return HOLE if e.end == 1 else LONG_HOLE


def grid(codec, rows, leads, prefix=b""):
    """What each byte of `rows` makes with each second byte: rows of equal length, empty for what is no lead byte."""
    trails = range(0x30, 0x100)
    return [decode(codec, prefix + bytes((lead, trail))) if lead in leads else HOLE for lead in rows for trail in trails]


class Tables:
    """Lists of characters, each a UTF-16 literal; what does not fit a unit goes to a list of its own."""

    def __init__(self, out):
        self.out, self.count = out, 0

    def write(self, texts):
        """The name of the list and of its long characters."""
        longs, units = [], []
        for text in texts:
            if isinstance(text, int):
                units.append(text)
            elif len(text) == 1 and ord(text) < FIRST_LONG or len(text) == 1 and LAST_LONG < ord(text) < LEAD:
                units.append(ord(text))
            else:
                assert len(text) in (1, 2) and text not in longs, ascii(text)
                units.append(FIRST_LONG + len(longs))
                longs.append(text)
        assert len(longs) <= LAST_LONG - FIRST_LONG + 1
        name = f"kChars{self.count}"
        self.count += 1
        self.out.write(f"const char16_t {name}[] =\n" + self.literal(units) + ";\n")
        if not longs:
            return name, "nullptr"
        pairs = [(ord(text[0]), ord(text[1]) if len(text) == 2 else 0) for text in longs]
        self.out.write(f"const char32_t {name}Long[][2] = {{" + ",".join(f"{{{a},{b}}}" for a, b in pairs) + "};\n")
        return name, f"{name}Long"

    @staticmethod
    def literal(units):
        lines = ("".join(f"\\x{unit:x}" for unit in units[i:i + 24]) for i in range(0, len(units), 24))
        return "\n".join(f'u"{line}"' for line in lines)


def all_codecs():
    """(module name, CodecInfo) of every codec that this platform has."""
    for module in sorted(m.name for m in pkgutil.iter_modules(encodings.__path__)):
        try:
            yield module, codecs.lookup(module)
        except LookupError:  # aliases is no codec, mbcs and oem are another platform's
            pass


def is_single(module):
    return hasattr(module, "decoding_table") or hasattr(module, "decoding_map")


def stateless_multibyte(name, module):
    return hasattr(module, "codec") and not name.startswith(("iso2022", "hz"))


def single_row(tables, name, codec):
    chars, longs = tables.write([decode(codec, bytes((b,))) for b in range(256)])
    assert longs == "nullptr", name
    return f'{{Kind::kSingle, "{name}", {chars}, nullptr, 0, nullptr, nullptr, nullptr}}'


def multi_row(tables, name, codec):
    """One byte, two bytes, and (behind 8F in the three EUC codecs) three."""
    alone = [decode(codec, bytes((b,))) for b in range(256)]
    leads = [b for b in range(256) if alone[b] == LEAD]
    first = min(leads)
    singles, _ = tables.write(alone)
    pairs, longs = tables.write(grid(codec, range(first, 0x100), leads))
    triples = triple_longs = "nullptr"
    if name.startswith("euc_j"):
        triples, triple_longs = tables.write(grid(codec, range(0x80, 0x100), range(0x80, 0x100), b"\x8f"))
    kind = {"gb18030": "kGb18030", "euc_kr": "kEucKr"}.get(name, "kMulti")
    return f'{{Kind::{kind}, "{name}", {singles}, {pairs}, {first}, {longs}, {triples}, {triple_longs}}}'


def gb18030_runs(out):
    """Runs of characters below 0x10000 that four bytes stand for: number of the first four bytes, first character."""
    runs, before = [], None
    codec = codecs.lookup("gb18030")
    for number in range(39420):
        text = decode(codec, bytes((0x81 + number // 12600, 0x30 + number // 1260 % 10, 0x81 + number // 10 % 126, 0x30 + number % 10)))
        here = None if text == HOLE else ord(text) - number
        if here != before:
            runs.append((number, 0 if here is None else ord(text)))
        before = here
    out.write("const GbRun kGbRuns[] = {" + ",".join(f"{{{n},{c}}}" for n, c in runs) + "};\n")


def hangul_parts(out):
    """In euc_kr eight bytes can spell a syllable: the number of its first and last part by byte from A1 up, or -1."""
    codec = codecs.lookup("euc_kr")

    def number(first, last):
        text = decode(codec, bytes((0xA4, 0xD4, 0xA4, first, 0xA4, 0xBF, 0xA4, last)))
        return -1 if isinstance(text, int) else ord(text) - 0xAC00

    consonants = range(0xA1, 0xBF)
    firsts = [number(b, 0xD4) for b in consonants]
    lasts = [number(0xA1, b) for b in consonants]
    out.write("const int16_t kHangulFirst[] = {" + ",".join(map(str, firsts)) + "};\n")
    out.write("const int16_t kHangulLast[] = {" + ",".join(map(str, lasts)) + "};\n")


def main(path):
    with open(path, "w") as out:
        out.write("// Generated by vm/base/charsets.py from python3.11's codecs.\n")
        tables, rows, names = Tables(out), [], {}
        for name, codec in all_codecs():
            module = importlib.import_module(f"encodings.{name}")
            if name in BY_RULE:
                row = f'{{Kind::{BY_RULE[name]}, "{codec.name}", nullptr, nullptr, 0, nullptr, nullptr, nullptr}}'
            elif is_single(module):
                row = single_row(tables, name, codec)
            elif stateless_multibyte(name, module):
                row = multi_row(tables, name, codec)
            else:
                kind = "kUnsupported" if codec._is_text_encoding else "kNotText"
                row = f'{{Kind::{kind}, "{codec.name}", nullptr, nullptr, 0, nullptr, nullptr, nullptr}}'
            names[name] = len(rows)
            rows.append(row)
        aliases = {alias: names[name] for alias, name in encodings.aliases.aliases.items() if name in names}
        gb18030_runs(out)
        hangul_parts(out)
        out.write("const Charset kCharsets[] = {\n" + ",\n".join(rows) + "};\n")
        # As encodings.search_function asks: aliases first.
        every = sorted({**names, **aliases}.items())
        lines = (f'{{"{name}", {row}, {str(name in aliases).lower()}}}' for name, row in every)
        out.write("const CharsetName kNames[] = {\n" + ",\n".join(lines) + "};\n")


main(sys.argv[1])
