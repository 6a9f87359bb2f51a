# A reader and writer of a data notation like JSON, and a template engine with loops and conditions.
def read(text):
    def skip():
        nonlocal i
        while i < len(text) and text[i] in " \n\t":
            i += 1

    def expect(char):
        nonlocal i
        skip()
        if text[i:i + 1] != char:
            raise ValueError(f"expected {char!r} at {i}, found {text[i:i + 1]!r}")
        i += 1

    def items(close, item):
        nonlocal i
        skip()
        while text[i:i + 1] != close:
            yield item()
            skip()
            if text[i:i + 1] != close:
                expect(",")
        i += 1

    def pair():
        skip()
        key = value()
        expect(":")
        return key, value()

    def value():
        nonlocal i
        skip()
        match text[i:i + 1]:
            case "{":
                i += 1
                return dict(items("}", pair))
            case "[":
                i += 1
                return list(items("]", value))
            case '"':
                end = text.index('"', i + 1)
                found, i = text[i + 1:end], end + 1
                return found
            case c if c.isdigit() or c == "-":
                start = i
                while i < len(text) and text[i] in "-+.e0123456789":
                    i += 1
                number = text[start:i]
                return float(number) if "." in number or "e" in number else int(number)
        for word, meaning in ("true", True), ("false", False), ("null", None):
            if text.startswith(word, i):
                i += len(word)
                return meaning
        raise ValueError(f"no value at {i}")
    i = 0
    result = value()
    skip()
    if i < len(text):
        raise ValueError(f"more text at {i}")
    return result


def write(value, indent=0):
    pad = "  " * indent
    match value:
        case None | True | False:
            return {None: "null", True: "true", False: "false"}[value]
        case str():
            return f'"{value}"'
        case [] | {} if not value:
            return "{}" if isinstance(value, dict) else "[]"
        case dict():
            inner = (f'{pad}  "{key}": {write(item, indent + 1)}' for key, item in value.items())
            return "{\n" + ",\n".join(inner) + f"\n{pad}}}"
        case list():
            return f"[{', '.join(write(item, indent) for item in value)}]"
    return repr(value)


data = read('{"name": "ann", "tags": ["a", "b", []], "size": {"w": 3, "h": -2.5e1}, '
            '"ok": true, "none": null, "empty": {}}')
print(data)
print(write(data), read(write(data)) == data)
for bad in ("[1, 2", "{1: 2,}", "[1 2]", "nope", "[1] 2", '{"a" 1}', "", '"open'):
    try:
        print(read(bad))
    except ValueError as error:
        print(repr(bad), error)
