"""Compares `innards steps` with what a traced python3.11 does, instruction by instruction: function, offset, opcode, stack
depth, types, and refcounts.

Comparable refcounts: CPython's static objects (999999999 and up) are equal to ours if ours are static too; for None, bools,
type objects, built-in functions, modules, strings, and objects that modules outside the program hold, only the type is
compared, because their counts depend on what else the process has loaded. RESUME and what stands before it in a code object
are not reported by the tracer. Where the tracer itself meets the recursion limit CPython stops tracing: what comes before is
compared. Both have to refuse a program with a syntax error. The code objects of the modules that CPython keeps frozen are
static there (tests/differences/standard_library.md).
"""
import itertools
import pathlib
import re
import subprocess
import tempfile

import common

STATIC = 999999999
# A Thread is held by itself as long as it runs: in python3.11 at the same time as the program.
TYPE_ONLY = {"NoneType", "bool", "type", "builtin_function_or_method", "module", "str", "Thread"}

# Functions of a program that only json calls: its Python code holds their arguments longer than CPython's native code does
# (tests/differences/json_module.md), so that there only types are compared.
CALLED_BY_JSON = {"json_values.py": {"<lambda>"}}
# Functions called back from natives that hold one of their arguments once more, or once less, than CPython's do: where Python code
# can drop the last reference CPython may go on with a dead object.
HELD_OTHERWISE = {"buffers_evil.py": {"Index.__index__"}, "del_mischief.py": {"Chain.__del__"}, "deque_evil.py": {"Evil.__eq__"},
                  "dict_iteration.py": {"Keys.__getitem__"}}
# Programs that install a trace or profile function of their own: it would take the place of the tracer of python3.11.
TRACE_THEMSELVES = {"breakpoint_pdb.py", "count_opcodes.py", "mm.py", "profile_events.py", "trace_at_end.py", "trace_events.py", "trace_functions.py",
                    "trace_jumps.py", "traced.py", "own_state.py"}
# Programs that go on as long as no instruction is specialised, which under a tracer none ever is, or that look at what
# specialisation has made of code (oracle/specialise.py compares that).
WAIT_FOR_FORMS = {"reading_specialise.py"}
LOOK_AT_FORMS = {"compare.py", "native_calls.py"}
# Programs that go by addresses, which the objects of a tracer in the same process move.
GO_BY_ADDRESSES = {"free_lists.py", "free_lists_deep.py", "free_lists_more.py", "pools_arenas.py", "pools_classes.py", "pools_lifo.py",
                   "pools_realloc.py", "pools_release.py"}
# Programs that look at frames and the collector, put something in the place of sys.stdout or fill the trashcan, in which the
# tracer's own frames wait too: a tracer in the same process is seen.
SEE_THE_TRACER = {"excepthook_mischief.py", "finalizers_nested.py", "frame_mischief.py", "gc_mischief.py"}
# Programs in which the main thread's loops and counts show how far other threads have come.
RACE = {"busy_wait.py", "events_conditions.py", "pool_map.py", "queue_pipeline.py", "simple_queue.py"}
# Types of ours in the place of CPython's: iterators over a context (tests/differences/contextvars.md), methods of SimpleQueue
# (tests/differences/threads.md).
STAND_INS = {("dict_keyiterator", "keys"), ("dict_itemiterator", "items"), ("builtin_function_or_method", "builtin_method")}

# Instructions that only stand before or at the first RESUME.
PROLOGUE = {"RESUME", "COPY_FREE_VARS", "MAKE_CELL", "RETURN_GENERATOR"}

# One slot of the stack column. The name of a type may have spaces in it.
SLOT = re.compile(r"(?:NULL|\S.*?:(?:\d+|held))(?= |$)")
# A method of a text stream on the stack: the tracer holds it too, where it is the one by which the tracer writes.
METHOD_OF_TEXT = re.compile(r"method_descriptor:\d+(?= TextIOWrapper:)")


def masked(slot, other):
    """The comparable part of `type:refcount`; `other` is what the other side has there."""
    kind, _, count = slot.rpartition(":")
    if slot == "NULL":
        return slot
    other_kind, _, other_count = other.rpartition(":")
    if {(kind, other_kind), (other_kind, kind)} & STAND_INS:
        return "stand-in"
    if kind in TYPE_ONLY or "held" in (count, other_count):
        return kind
    if kind == other_kind == "code" and max(int(count), int(other_count)) >= STATIC:
        return kind
    return f"{kind}:static" if int(count) >= STATIC else slot


def normal(line, other):
    """The comparable part of a line; `other` is the line beside it."""
    function, offset, opcode, stack = METHOD_OF_TEXT.sub("method_descriptor:held", line).split("\t")
    slots, others = SLOT.findall(stack), SLOT.findall(other.rpartition("\t")[2])
    others += [""] * (len(slots) - len(others))
    return "\t".join([function, offset, opcode, " ".join(map(masked, slots, others))])


def uncounted(lines, functions):
    """The lines, without counts in those of the functions."""
    return [re.sub(r":\d+(?= |$)", ":held", line) if line.partition("\t")[0] in functions else line for line in lines]


def first_difference(ours, theirs, context=4):
    """A text about the first line that differs, or None. After a line `-` python3.11 would have had more."""
    if theirs[-1:] == ["-"]:
        theirs.pop()
        del ours[len(theirs):]
    for i, (x, y) in enumerate(itertools.zip_longest(ours, theirs)):
        if x is None or y is None or x != y and normal(x, y) != normal(y, x):
            before = "".join(f"    {line}\n" for line in theirs[max(0, i - context):i])
            return f"  line {i + 1} of {len(theirs)}\n{before}  innards: {x}\n  python:  {y}\n"
    return None


def traced_only(lines):
    """Our lines without those a tracer does not report: RESUME, and a code object's prologue before its first RESUME."""
    rows = [line.split("\t") for line in lines]
    first_resume = {}
    for function, offset, opcode, *_ in rows:
        if opcode == "RESUME":
            first_resume[function] = min(int(offset), first_resume.get(function, 1 << 30))
    return ["\t".join(row) for row in rows if row[2] not in PROLOGUE and int(row[1]) > first_resume.get(row[0], -1)]


def first_lines(command, stdin, cwd, limit):
    """(lines, status) of `innards steps`, that is ended after `limit` lines; 0: no limit."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=cwd,
                          env=common.clean_environment(), text=True, encoding="utf-8") as process:
        process.stdin.write(stdin.decode())
        process.stdin.close()
        lines = list(itertools.islice((line.rstrip("\n").partition("\t")[2] for line in process.stdout), limit or None))
        process.kill()
    return lines, process.returncode


def comparable(path):
    """Whether a program can be traced from outside."""
    return path.name not in TRACE_THEMSELVES | WAIT_FOR_FORMS | LOOK_AT_FORMS | GO_BY_ADDRESSES | RACE | SEE_THE_TRACER


def compare(python, innards, path, limit):
    """python: the command that starts python3.11, a list"""
    tracer = str(pathlib.Path(__file__).resolve().parent / "trace_steps.py")
    stdin = path.with_suffix(".in").read_bytes() if path.with_suffix(".in").exists() else b""
    with tempfile.NamedTemporaryFile() as file:
        common.run([*python, tracer, file.name, str(limit), path.name], stdin, cwd=path.parent)
        theirs = pathlib.Path(file.name).read_text().splitlines()
    # Ours has the lines of RESUME and its like besides.
    lines, status = first_lines([innards, "steps", path.name], stdin, path.parent, limit * 2)
    ours = traced_only(lines)
    if not theirs and status == 0:
        return "  python3.11 traced nothing"
    functions = CALLED_BY_JSON.get(path.name) or HELD_OTHERWISE.get(path.name, ())
    return first_difference(uncounted(ours, functions), uncounted(theirs, functions))


def main():
    args = common.arguments(__doc__, area={"default": "steps"},
                            limit={"type": int, "default": 0, "help": "compare so many steps of each program; 0: all"},
                            memory={"type": int, "help": "the bytes that python3.11 may take"})
    innards = str(common.pathlib.Path(args.innards).resolve())
    python = (["prlimit", f"--as={args.memory}"] if args.memory else []) + [common.find_python()]
    report = common.Report(args.area, args)
    for path in common.programs(args.paths or [common.ROOT / "assets/programs"]):
        if comparable(path):
            report.result(common.shown(path), compare(python, innards, path.resolve(), args.limit))
    report.finish()


if __name__ == "__main__":
    main()
