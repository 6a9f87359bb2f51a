"""Sources in every encoding that a coding line may name, for tests/oracle/front_end.py codings.

For each of python3.11's text codecs (but those that tests/differences/source_encodings.md lists): names and strings of characters
that it has, bytes at random, a source longer than the block that the interpreter decodes at a time, and one with an error behind it.
"""
import codecs
import encodings.aliases
import pkgutil
import random

NOT_BUILT_IN = ("hz", "idna", "iso2022_", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_16", "utf_32", "utf_7")


def names():
    for module in sorted(m.name for m in pkgutil.iter_modules(encodings.__path__)):
        try:
            codec = codecs.lookup(module)
        except LookupError:  # aliases is no codec, mbcs and oem are another platform's
            continue
        if not module.startswith(NOT_BUILT_IN):
            yield module, codec


def characters(codec, rng):
    """Some that the codec has, beyond ASCII."""
    if not codec._is_text_encoding:
        return "x"
    found = []
    for c in map(chr, [*range(128, 0x500), *rng.choices(range(0x2000, 0xFFFF), k=3000), *rng.choices(range(0x20000, 0x2A000), k=300)]):
        try:
            codec.encode(c)
        except UnicodeEncodeError:
            continue
        found.append(c)
    rng.shuffle(found)
    return "".join(found) or "x"


def lines(text, rng):
    for _ in range(8):
        part = "".join(rng.choices(text, k=12)).translate({0x85: None, 0x2028: None})
        yield f'x = "{part}"  # {part}'
    for c in rng.sample(text, min(20, len(text))):
        if c.isidentifier():
            yield f"a{c} = {c} + 1"


def sources_in(name, codec, rng):
    head = rng.choice(("# coding: {}\n", "# -*- coding: {} -*-\n", "#!/x\n# vim: set fileencoding={} :\r\n")).format(name).encode()
    text = characters(codec, rng)
    encode = codec.encode if codec._is_text_encoding else lambda text: (text.encode(), 0)
    body = encode("\n".join(lines(text, rng)) + "\n")[0]
    long_line = encode('"' + "".join(rng.choices(text, k=9000)) + '"\nx = 1\n')[0]
    noise = bytes(rng.choices(range(128, 256), k=6))
    yield head + body
    yield head + body + b'x = "' + noise + b'"\n'
    yield head + body + b'x = "' + noise[:1] + b'"'
    yield head + body + b'x = ' + noise[:1]
    yield head + body + long_line
    yield head + long_line + body + b"x = '" + noise + b"'\n"
    yield head + body + b"x = = 1\n"


def alias_sources():
    """Every alias, in some other spelling; names that are none."""
    for i, alias in enumerate(sorted(encodings.aliases.aliases)):
        if not encodings.aliases.aliases[alias].startswith(NOT_BUILT_IN):
            spelled = (alias, alias.upper(), alias.replace("_", "-"), alias.replace("_", "."))[i % 4]
            yield f"# coding: {spelled}\nx = 1\n".encode()
    for name in ("nonsense", "cp9999", "koi8.r", "utf.8", "utf-8-unix", "latin-1-unix", "aliases", "mbcs", "big5-", "-big5", "_gbk"):
        yield f"# coding: {name}\nx = 1\n".encode()


def sources(seed=5):
    rng = random.Random(seed)
    yield from alias_sources()
    for name, codec in names():
        yield from sources_in(name, codec, rng)
