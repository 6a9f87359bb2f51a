# break, continue and return inside try/finally within loops: the finally part runs each time.
log = []


def turns(kind):
    for n in range(4):
        try:
            log.append(f"try{n}")
            if n == 1 and kind == "continue":
                continue
            if n == 1 and kind == "break":
                break
            if n == 1 and kind == "return":
                return "returned"
            if n == 1 and kind == "raise":
                raise ValueError(kind)
            log.append(f"end{n}")
        except ValueError:
            log.append("caught")
        else:
            log.append("else")
        finally:
            log.append(f"finally{n}")
    else:
        log.append("loop else")
    return "ran out"


for kind in ("none", "continue", "break", "return", "raise"):
    log.clear()
    print(kind, "->", turns(kind), " ".join(log))


def break_in_finally():
    for n in range(3):
        try:
            raise KeyError(n)
        finally:
            break
    return f"error swallowed at {n}"


def continue_in_finally():
    seen = []
    for n in range(3):
        try:
            1 / n
        finally:
            seen.append(n)
            continue
    return seen


def nested():
    out = []
    while True:
        try:
            try:
                out.append("inner")
                break
            finally:
                out.append("first")
        finally:
            out.append("second")
    return out


print(break_in_finally(), continue_in_finally(), nested())
