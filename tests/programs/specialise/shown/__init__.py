"""What stands in _co_code_adaptive, as the programs of this folder print it."""
import dis


def forms(function):
    """Each instruction as it stands there now; where it has CACHE units, its counter: runs or misses left, and the pause."""
    code = getattr(function, "__code__", function)
    units = code._co_code_adaptive
    told = []
    for i in dis.get_instructions(code, adaptive=True):
        base = dis.deoptmap.get(i.opname, i.opname)
        if dis._inline_cache_entries[dis.opmap[base]]:
            counter = units[i.offset + 2] | units[i.offset + 3] << 8
            told.append(f"{i.opname}={counter >> 4}/{counter & 15}" if "ADAPTIVE" in i.opname or i.opname == base else f"{i.opname}:{counter}")
        else:
            told.append(i.opname)
    return told


def only(function, word):
    """The forms of one family."""
    return " ".join(form for form in forms(function) if word in form)


def watch(function, word, calls):
    """Calls the function with each tuple of arguments; a line for every change of form."""
    last = None
    for n, args in enumerate(calls, 1):
        try:
            function(*args)
        except Exception as error:
            print("   ", n, type(error).__name__)
        now = only(function, word)
        if [form.split("=")[0].split(":")[0] for form in now.split()] != last:
            print("   ", n, now)
            last = [form.split("=")[0].split(":")[0] for form in now.split()]
    print("    end", only(function, word))
