"""Every opcode of python3.11 is executed by some program that the lockstep tests compare (steps.py)."""
import json
import pathlib
import subprocess

import common

# Those that are no steps of a program's own file: CACHE is data, EXTENDED_ARG is told with the instruction it belongs to, and
# PRINT_EXPR is only compiled at the prompt (programs/language/delete_global_and_single.py compares what it prints).
NO_STEPS = {"CACHE", "EXTENDED_ARG", "PRINT_EXPR"}

# Python: for each program, the opcodes in its code objects.
IN_CODE = """
import dis, json, opcode, pathlib, sys, types, warnings
warnings.simplefilter("ignore")
def names(code):
    found = {i.opname for i in dis.get_instructions(code)}
    return found.union(*(names(c) for c in code.co_consts if isinstance(c, types.CodeType)))
programs = {}
for path in sys.argv[1:]:
    try:
        programs[path] = sorted(names(compile(pathlib.Path(path).read_bytes(), path, "exec")))
    except (SyntaxError, ValueError):
        pass
print(json.dumps([sorted(opcode.opmap), programs]))
"""


def executed(innards, path):
    told = subprocess.run([innards, "steps", path.name], cwd=path.parent, capture_output=True, text=True, errors="replace").stdout
    return {line.split("\t")[3] for line in told.splitlines() if line.count("\t") >= 3}


def main():
    args = common.arguments(__doc__)
    innards = str(pathlib.Path(args.innards).resolve())
    paths = sorted((common.ROOT / "tests" / "programs").glob("*/*.py")) + sorted((common.ROOT / "assets" / "programs").glob("*.py"))
    told = subprocess.run([common.find_python(), "-c", IN_CODE, *map(str, paths)], capture_output=True, text=True, check=True)
    every, in_code = json.loads(told.stdout)
    missing = set(every) - NO_STEPS
    report = common.Report("opcodes", args)
    # The program that promises most of what is missing, until nothing can be promised.
    tried = set()
    while missing:
        promised = {path: len(missing & set(ops)) for path, ops in in_code.items() if path not in tried}
        path = max(promised, key=promised.get)
        if not promised[path]:
            break
        tried.add(path)
        missing -= executed(innards, pathlib.Path(path))
    for name in sorted(set(every) - NO_STEPS):
        report.result(name, "  no program executes it" if name in missing else None)
    report.finish()


main()
