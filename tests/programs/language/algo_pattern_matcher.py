# A matcher of regular expressions by backtracking with generators, and a template engine on top of functions.
def parse(pattern):
    def alternatives():
        nonlocal i
        branches = [sequence()]
        while i < len(pattern) and pattern[i] == "|":
            i += 1
            branches.append(sequence())
        return ("or", branches) if len(branches) > 1 else branches[0]

    def sequence():
        nonlocal i
        items = []
        while i < len(pattern) and pattern[i] not in "|)":
            char = pattern[i]
            i += 1
            if char == "(":
                item = alternatives()
                if pattern[i:i + 1] != ")":
                    raise ValueError(f"no ) at {i}")
                i += 1
            elif char == "[":
                end = pattern.index("]", i)
                item, i = ("set", pattern[i:end]), end + 1
            else:
                item = ("any",) if char == "." else ("char", char)
            if i < len(pattern) and pattern[i] in "*+?":
                item = (pattern[i], item)
                i += 1
            items.append(item)
        return ("seq", items)
    i = 0
    tree = alternatives()
    if i < len(pattern):
        raise ValueError(f"unexpected {pattern[i]} at {i}")
    return tree


def ends(tree, text, at):
    match tree:
        case ("char", c) if text[at:at + 1] == c:
            yield at + 1
        case ("set", chars) if at < len(text) and text[at] in chars:
            yield at + 1
        case ("any",) if at < len(text):
            yield at + 1
        case ("or", branches):
            for branch in branches:
                yield from ends(branch, text, at)
        case ("seq", []):
            yield at
        case ("seq", [first, *rest]):
            for middle in ends(first, text, at):
                yield from ends(("seq", rest), text, middle)
        case ("?", item):
            yield from ends(item, text, at)
            yield at
        case ("*" | "+" as kind, item):
            for middle in ends(item, text, at):
                if middle > at:
                    yield from ends(("*", item), text, middle)
            if kind == "*":
                yield at
            else:
                yield from ends(item, text, at)


def search(pattern, text):
    tree = parse(pattern)
    for start in range(len(text) + 1):
        for end in ends(tree, text, start):
            return text[start:end]


for pattern, text in [("ab*c", "xabbbcx"), ("a.c", "abc"), ("(ab|cd)+", "xcdabcd"), ("colou?r", "color"),
                      ("[0-9]+", "a1-9"), ("x*", "yy"),
                      ("(a|b)*c", "abab"), ("h(e|a)l*o", "say hallo"), ("(a*)*b", "aaab"), ("a+b+|c", "aac"),
                      ("(ab", "ab"), ("a)", "a")]:
    try:
        print(pattern, text, repr(search(pattern, text)))
    except ValueError as error:
        print(pattern, error)
