"""What stands in _co_code_adaptive, as the programs of this folder print it."""
import dis


NAMES = dis._all_opname
CACHES = [dis._inline_cache_entries[dis.opmap.get(dis.deoptmap.get(name, name), 0)] for name in NAMES]
COUNTS_RUNS = [name.endswith("_ADAPTIVE") or name not in dis.deoptmap for name in NAMES]


def forms(function, word=""):
    """Each instruction as it stands there now, if the word is in its name; where it has CACHE units, its counter: runs left and
    the pause, or misses left."""
    units = getattr(function, "__code__", function)._co_code_adaptive
    told, i = [], 0
    while i < len(units):
        now = units[i]
        if word in NAMES[now]:
            counter = units[i + 2] | units[i + 3] << 8 if CACHES[now] else 0
            told.append(NAMES[now] if not CACHES[now] else f"{NAMES[now]}={counter >> 4}/{counter & 15}" if COUNTS_RUNS[now] else f"{NAMES[now]}:{counter}")
        i += 2 + 2 * CACHES[now]
    return told


def only(function, word):
    """The forms of one family."""
    return " ".join(forms(function, word))


def watch(function, word, calls):
    """Calls the function with each tuple of arguments; a line for every change of form."""
    last = shown = None
    for n, args in enumerate(calls, 1):
        try:
            function(*args)
        except Exception as error:
            print("   ", n, type(error).__name__)
        units = function.__code__._co_code_adaptive[::2]
        if units != last and (now := [form.partition("=")[0].partition(":")[0] for form in forms(function, word)]) != shown:
            print("   ", n, only(function, word))
            shown = now
        last = units
    print("    end", only(function, word))
