"""Compares what specialisation has made of a program's code when it has ended: innards against an untraced python3.11.

Each program runs inside a second one (told_forms.py), which tells _co_code_adaptive of its code objects. Compared are the forms of
all instructions, their arguments and their counters, and of the other CACHE units those that do not depend on how many classes,
functions and dicts a process has made so far: the mask of a comparison and the least arguments of a call. Programs whose runs
differ for other reasons, or that go by addresses or threads, are left out as steps.py leaves them out.
"""
import dis
import pathlib
import tempfile

import common
import programs
import steps

MARK = "@@forms "
# CACHE units that are compared beside the counter, by instruction: _PyCompareOpCache.mask, _PyCallCache.min_args.
ALSO = {"COMPARE_OP": {1}, "CALL": {3}}


def units(code):
    """(offset, name, argument, comparable CACHE units) of each instruction."""
    at = 0
    while at < len(code):
        name = dis._all_opname[code[at]]
        base = dis.deoptmap.get(name, name)
        caches = dis._inline_cache_entries[dis.opmap[base]]
        kept = {0} | (ALSO.get(base, set()) if name != base and not name.endswith("ADAPTIVE") else set())
        values = [code[at + 2 + 2 * i] | code[at + 3 + 2 * i] << 8 for i in range(caches) if i in kept]
        yield at, name, code[at + 1], values
        at += 2 + 2 * caches


def told(run):
    """The lines of one run, one for each instruction of each code object."""
    lines = []
    for line in run[0].decode("utf-8", "replace").splitlines():
        if line.startswith(MARK):
            qualname, first, code = line[len(MARK):].rsplit(" ", 2)
            lines += [f"{qualname}:{first} {at} {name} {arg} {values}" for at, name, arg, values in units(bytes.fromhex(code))]
    return lines


def compare(python, innards, path):
    """None, or the first difference; python must have told of something."""
    teller = pathlib.Path(__file__).resolve().parent / "told_forms.py"
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / path.name
        names = path.read_bytes(), str(path.parent), MARK
        program.write_text(f"SOURCE, FOLDER, MARK = {names!r}\n" + teller.read_text())
        for beside in (".in", ".args"):
            if path.with_suffix(beside).exists():
                program.with_suffix(beside).write_bytes(path.with_suffix(beside).read_bytes())
        ours, theirs = map(told, programs.run_both(python, innards, program))
    if not theirs:
        return "  python has told no forms"
    return common.first_difference("\n".join(ours), "\n".join(theirs))


def is_program(path):
    """Whether it compiles: what is refused has no code."""
    try:
        compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    except (SyntaxError, ValueError):   # ValueError: null bytes
        return False
    return True


def left_out(path):
    return path.name in steps.GO_BY_ADDRESSES | steps.RACE | OTHERWISE or not is_program(path)


# Programs whose code runs another number of times, or meets other types: recursion that ends at another depth and keys that are
# not plain strs (specialised_calls.md), modules that lack a few names (standard_library.md), threads that are each somewhere else
# in a function when it is quickened.
OTHERWISE = {"excepthook_mischief.py", "locks_contended.py", "native_calls.py", "recursion_specials.py", "strange_keys.py"}


def main():
    args = common.arguments(__doc__, area={"default": "specialisation"})
    innards, python = str(pathlib.Path(args.innards).resolve()), common.find_python()
    report = common.Report(args.area, args)
    for path in common.programs(args.paths or [common.ROOT / "assets/programs", common.ROOT / "tests/programs"]):
        if not left_out(path):
            report.result(common.shown(path), compare(python, innards, path.resolve()))
    report.finish()


if __name__ == "__main__":
    main()
