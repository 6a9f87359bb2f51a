"""How often each line of a program was run: the numbers beside the source against the 'line' events of sys.settrace.

Left out, with a line that says so: programs that tracing itself changes.
What a program runs after its last line (hooks of the interpreter's end, threads that _thread started) is not traced here.
"""
import json
import pathlib
import re

import common

TRACED = r"""
import io, json, os, sys, threading
path = sys.argv[1]
hits = {}
def tracer(frame, event, arg):
    if frame.f_code.co_filename != path:
        return None
    if event == "line":
        hits[frame.f_lineno or 0] = hits.get(frame.f_lineno, 0) + 1
    return tracer
with open(path, "rb") as file:
    code = compile(file.read(), path, "exec")
sys.argv, sys.path[0] = sys.argv[1:], os.path.dirname(os.path.abspath(path))
out, sys.stdout = sys.stdout, io.StringIO()
names = {"__name__": "__main__", "__file__": path, "__builtins__": __builtins__}
threading.settrace(tracer)
sys.settrace(tracer)
try:
    exec(code, names)
except BaseException:
    pass
names.clear()   # what lives until the end is part of the run, too
sys.settrace(None)
print(json.dumps(hits), file=out)
"""
CHANGED_BY_TRACING = re.compile(r"settrace|RecursionError")
ROW = re.compile(r"\D{0,4}?\s*(\d+) ([ \d]{6})  ")   # of the panel: sign, number of the line, hits


def counted(innards, path):
    """{line: hits} as the window shows them at the end of the run."""
    out, err, status = common.run([innards, "show", path.name, "--panel", "source", "--at", "end"], cwd=path.parent)
    if status:
        return err.decode("utf-8", "replace")
    rows = filter(None, map(ROW.match, out.decode("utf-8", "replace").splitlines()[1:]))
    return {int(row[1]): int(row[2]) for row in rows if row[2].strip()}


def traced(python, path):
    out, err, status = common.run([python, "-c", TRACED, path.name], cwd=path.parent)
    if status:
        return err.decode("utf-8", "replace")
    return {int(line): hits for line, hits in json.loads(out.splitlines()[-1]).items() if line != "0"}


def difference(ours, theirs):
    if isinstance(ours, str) or isinstance(theirs, str):
        return f"  innards: {ours}\n  python:  {theirs}"
    lines = [line for line in sorted({*ours, *theirs}) if ours.get(line) != theirs.get(line)]
    return "\n".join(f"  line {line}: innards {ours.get(line, 0)}, python {theirs.get(line, 0)}" for line in lines) or None


def main():
    args = common.arguments(__doc__)
    innards = str(pathlib.Path(args.innards).resolve())
    python = common.find_python()
    report = common.Report("hits of lines", args)
    for path in common.programs(args.paths):
        path = path.resolve()
        if CHANGED_BY_TRACING.search(path.read_text("utf-8")):
            print(f"left out: {common.shown(path)}")
        else:
            report.result(common.shown(path), difference(counted(innards, path), traced(python, path)))
    report.finish()


main()
