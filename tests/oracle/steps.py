"""Compares `innards steps` with what a traced python3.11 does, instruction by instruction: function, offset, opcode, stack
depth, types, and refcounts.

Comparable refcounts: CPython's static objects (999999999 and up) are equal to ours if ours are static too; for None, bools,
type objects, built-in functions, modules and strings only the type is compared, because their counts depend on what else
the process has loaded. RESUME and what stands before it in a code object are not reported by the tracer.
"""
import pathlib
import tempfile

import common

STATIC = 999999999
TYPE_ONLY = {"NoneType", "bool", "type", "builtin_function_or_method", "module", "str", "method_descriptor", "wrapper_descriptor",
             "getset_descriptor", "ABCMeta", "EnumType", "ellipsis", "NotImplementedType"}


# Instructions that only stand before or at the first RESUME.
PROLOGUE = {"RESUME", "COPY_FREE_VARS", "MAKE_CELL", "RETURN_GENERATOR"}


def masked(slot):
    """The comparable part of `type:refcount`."""
    if slot == "NULL":
        return slot
    kind, _, count = slot.rpartition(":")
    if kind in TYPE_ONLY:
        return kind
    return f"{kind}:static" if int(count) >= STATIC else slot


def normal(line):
    function, offset, opcode, *stack = line.split("\t")
    return "\t".join([function, offset, opcode, " ".join(masked(s) for s in (stack[0].split() if stack else []))])


def traced_only(lines):
    """Our lines without those a tracer does not report: RESUME, and a code object's prologue before its first RESUME."""
    rows = [line.split("\t") for line in lines]
    first_resume = {}
    for function, offset, opcode, *_ in rows:
        if opcode == "RESUME":
            first_resume[function] = min(int(offset), first_resume.get(function, 1 << 30))
    return ["\t".join(row) for row in rows if row[2] not in PROLOGUE and int(row[1]) > first_resume.get(row[0], -1)]


def compare(python, innards, path, tracer):
    stdin = path.with_suffix(".in").read_bytes() if path.with_suffix(".in").exists() else b""
    with tempfile.NamedTemporaryFile() as file:
        common.run([python, tracer, file.name, path.name], stdin, cwd=path.parent)
        theirs = [normal(line) for line in pathlib.Path(file.name).read_text().splitlines()]
    stdout, stderr, status = common.run([innards, "steps", path.name], stdin, cwd=path.parent)
    lines = [line.partition("\t")[2] for line in stdout.decode().splitlines()]
    ours = [normal(line) for line in traced_only(lines)]
    if not theirs:
        return "  python3.11 traced nothing"
    difference = common.first_difference("\n".join(ours), "\n".join(theirs), context=4)
    return difference and difference + f"\n  (of {len(theirs)} steps) " + stderr.decode("utf-8", "replace")[-300:]


def main():
    args = common.arguments(__doc__, area={"default": "steps"})
    innards = str(common.pathlib.Path(args.innards).resolve())
    python = common.find_python()
    tracer = str(pathlib.Path(__file__).resolve().parent / "trace_steps.py")
    report = common.Report(args.area, args)
    for path in common.programs(args.paths or [common.ROOT / "assets/programs"]):
        path = path.resolve()
        report.result(path.relative_to(common.ROOT) if path.is_relative_to(common.ROOT) else path, compare(python, innards, path, tracer))
    report.finish()


main()
