#!/usr/bin/python3.11
"""Compares every stage of innards' front end with python3.11's, program by program.

    /usr/bin/python3.11 tests/oracle/front_end.py --innards build/innards [--stage STAGE]... [--sample N] [--show N] [--verbose]
        [--status DIR] [--area NAME] [library | snippets | cases | nests | limits | mutations [--count N] [--seed N] | PATH...]

STAGE is tokens, tree, scopes, code, dis or caches; the default is all but caches. A PATH is a file or a folder of .py files; the
names in front of it are sets of programs (front_programs.py). For each stage one process of innards and one of python3.11 tell
one document a line, which must be equal; equal/compared is printed, then the first differences, and how often each kind of
difference came. A program that is refused must be refused with the same type, message, line, column and end.
`limits` finds for each kind of nesting the depths at which python3.11's answer changes and compares around them.
With --printed what `innards run` and python3.11 print for a refused program is compared instead, source line and carets included.
The exit status is 1 where anything differs.
"""
import argparse
import collections
import dis
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import warnings

import common
import front_programs
import stages

STAGES = ("tokens", "tree", "scopes", "code", "dis")
REFERENCE = pathlib.Path(stages.__file__).resolve()

# ---- both sides -----------------------------------------------------------------------------------------------------

class Side:
    """The documents that a command prints for a list of programs: one process, and one more after each crash."""

    def __init__(self, name, command, files, folder):
        self.name, self.command, self.rest = name, command, list(files)
        self.list = pathlib.Path(folder, f"{name}.list")
        self.start()

    def start(self):
        self.list.write_text("".join(f"{path}\n" for path in self.rest))
        self.process = subprocess.Popen([*self.command, "--list", str(self.list)], stdout=subprocess.PIPE, env=common.clean_environment())

    def next(self):
        """The line for the next program; None where the process ended without one."""
        line = self.process.stdout.readline()
        path = self.rest.pop(0)
        if not line.endswith(b"\n"):
            line = None
            self.stop()
            print(f"{self.name} ended with {self.process.returncode} at {path}")
            self.start()
        return line

    def stop(self):
        self.process.stdout.close()
        self.process.wait()


def documents(innards, stage, files, folder):
    """(path, ours, theirs) for each program; equal lines are not read as JSON, and come as None."""
    command = [innards, "dis", "--show-caches"] if stage == "caches" else [innards, stage]
    ours = Side("innards", command, files, folder)
    theirs = Side("python", [common.find_python(), REFERENCE, stage], files, folder)
    for path in files:
        x, y = ours.next(), theirs.next()
        yield (path, None, None) if x == y and x else (path, value_in(x), value_in(y))
    ours.stop()
    theirs.stop()


def value_in(line):
    if line is None:
        return {"error": {"type": "crash"}}
    document = json.loads(line)
    return document[next(key for key in document if key != "file")]


# ---- differences ----------------------------------------------------------------------------------------------------

def instructions(value):
    """(offset, opname, arg) of a code object's JSON."""
    code = bytes.fromhex(value["co_code"])
    return [(offset, dis.opname[op], arg) for offset, op, arg in dis._unpack_opargs(code)]


def positions(value):
    code = (lambda: 0).__code__.replace(co_code=bytes.fromhex(value["co_code"]), co_linetable=bytes.fromhex(value["co_linetable"]),
                                        co_firstlineno=value["co_firstlineno"])
    return list(code.co_positions())


def listing(value, start, count):
    spans = positions(value)
    rows = [f"{offset} {name} {'' if arg is None else arg} {spans[offset // 2]}" for offset, name, arg in instructions(value) if offset >= start]
    return "\n    ".join(rows[:count])


def code_difference(ours, theirs):
    """(kind, text) of the first difference of two code objects; of inner ones first."""
    for x, y in zip(ours["co_consts"], theirs["co_consts"]):
        if x != y and x["t"] == y["t"] == "code":
            return code_difference(x["v"], y["v"])
    where = f"{theirs['co_qualname']} (line {theirs['co_firstlineno']})"
    a, b = instructions(ours), instructions(theirs)
    for i, (x, y) in enumerate(itertools.zip_longest(a, b)):
        if x != y:
            at = max(0, (b if i < len(b) else a)[max(0, i - 3)][0])
            return f"code {x and x[1]} for {y and y[1]}", f"{where}\n  ours:\n    {listing(ours, at, 10)}\n  theirs:\n    {listing(theirs, at, 10)}"
    spans, wanted = positions(ours), positions(theirs)
    for offset, op, arg in a:
        x, y = spans[offset // 2], wanted[offset // 2]
        if x != y:
            return f"position of {op}", f"{where} {offset} {op} {arg}: ours {x} theirs {y}"
    field = next(f for f in theirs if ours[f] != theirs[f])
    return field, f"{where} {field}\n  ours   {str(ours[field])[:600]}\n  theirs {str(theirs[field])[:600]}"


def scope_difference(ours, theirs):
    field = next(f for f in theirs if ours[f] != theirs[f])
    if field == "children" and len(ours[field]) == len(theirs[field]):
        return next(scope_difference(x, y) for x, y in zip(ours[field], theirs[field]) if x != y)
    if isinstance(theirs[field], list):
        return field, f"{theirs['name']} (line {theirs['lineno']}) {field}: {list_difference(ours[field], theirs[field])[1]}"
    return field, f"{theirs['name']} (line {theirs['lineno']}) {field}: ours {ours[field]} theirs {theirs[field]}"


def list_difference(ours, theirs):
    for i, (x, y) in enumerate(itertools.zip_longest(ours, theirs)):
        if x != y:
            return "item", f"at {i}\n  ours   {str(x)[:300]}\n  theirs {str(y)[:300]}"


def text_difference(ours, theirs):
    return "line", list_difference(ours.split("\n"), theirs.split("\n"))[1]


DIFFERENCE = {"tokens": list_difference, "tree": text_difference, "scopes": scope_difference, "code": code_difference,
              "dis": text_difference, "caches": text_difference}


def refused(value):
    return isinstance(value, dict) and "error" in value


def difference(stage, ours, theirs):
    """None, or (kind, text)."""
    if ours == theirs:
        return None
    if not refused(ours) and not refused(theirs):
        return DIFFERENCE[stage](ours, theirs)
    x, y = (value["error"] if refused(value) else {"type": "accepted"} for value in (ours, theirs))
    kind = next(field for field in y if x.get(field) != y[field]) if x["type"] == y["type"] else f"{x['type']} for {y['type']}"
    return f"error: {kind}", f"\n  ours   {x}\n  theirs {y}"


# ---- differences on purpose (tests/differences) ----

FROZENSET = re.compile(r"frozenset\(\{(.*?)\}\)")


def explained(stage, ours, theirs):
    """The file of tests/differences that tells why these differ, or None."""
    if refused(ours) and str(ours["error"]["msg"]).startswith("this encoding of sources is not built into Innards"):
        return "source_encodings.md"
    if stage in ("dis", "caches") and isinstance(ours, str) and isinstance(theirs, str):
        if sorted_frozensets(ours) == sorted_frozensets(theirs):
            return "frozenset_constants.md"
    return None


def sorted_frozensets(text):
    return FROZENSET.sub(lambda match: str(sorted(match[1].split(", "))), text)


# ---- the stages -----------------------------------------------------------------------------------------------------

class Result:
    """What differed at one stage."""

    def __init__(self, area, args):
        self.area, self.args, self.total, self.failed = area, args, 0, []
        self.kinds, self.explained = collections.Counter(), collections.Counter()

    def add(self, path, found, why=None):
        """`found` is None, or (kind, text) of the difference; `why` the file of tests/differences that explains it."""
        self.total += 1
        if not found:
            return
        if why:
            self.explained[why] += 1
            print(f"differs as tests/differences/{why} says: {path}")
            return
        self.failed.append(path)
        self.kinds[found[0]] += 1
        if len(self.failed) <= self.args.show or self.args.verbose:
            print(f"--- {path}: {found[1]}")

    def finish(self):
        for kind, count in self.kinds.most_common(15):
            print(f"  {count:5} {kind}")
        listed = sum(self.explained.values())
        equal = self.total - len(self.failed) - listed
        print(f"{self.area}: {equal} / {self.total} equal python3.11" + (f", {listed} listed in tests/differences" if listed else ""), flush=True)
        if self.args.status:
            os.makedirs(self.args.status, exist_ok=True)
            row = {"area": self.area, "passed": equal, "total": self.total, "failed": self.failed}
            pathlib.Path(self.args.status, self.area.replace("/", "_") + ".json").write_text(json.dumps(row))
        return not self.failed and equal > 0


def compare_stage(stage, files, folder, args):
    result = Result(f"{args.area}/{stage}", args)
    for path, ours, theirs in documents(args.innards, stage, files, folder):
        result.add(path, difference(stage, ours, theirs), explained(stage, ours, theirs))
    return result.finish()


def compare_printed(files, folder, args):
    """What is printed for programs that are refused, by two programs run one after the other for each of them."""
    result = Result(f"{args.area}/printed", args)
    for path in files:
        if not is_refused(path):
            continue
        texts = [common.run(command + [path])[1].decode("utf-8", "replace") for command in ([args.innards, "run"], [common.find_python(), "-I", "-S"])]
        text = common.first_difference(*texts)
        result.add(path, text and ("text", "\n" + text))
        if args.sample and result.total == args.sample:
            break
    return result.finish()


def is_refused(path):
    """So that nothing is run here. What a null byte does is told in tests/differences/null_bytes.md."""
    source = pathlib.Path(path).read_bytes()
    return b"\0" not in source and refused(stages.value_of("scopes", source, path))


# ---- the programs ---------------------------------------------------------------------------------------------------

def write_programs(folder, programs):
    paths = []
    for name, source in programs:
        paths.append(str(pathlib.Path(folder, f"{name}.py".replace(" ", "_"))))
        pathlib.Path(paths[-1]).write_bytes(source)
    return paths


def nested(keys):
    return [(f"{name}_{n}", front_programs.NESTS[name](n).encode()) for name, n in keys]


def all_nests():
    return [(name, n) for name in front_programs.NESTS for n in front_programs.depths_of(name)]


def answers(keys, folder):
    """What python3.11 says about each (name, depth), in few words."""
    side = Side("python", [common.find_python(), REFERENCE, "scopes"], write_programs(folder, nested(keys)), folder)
    compiled = Side("compiled", [common.find_python(), REFERENCE, "code"], write_programs(folder, nested(keys)), folder)
    found = {key: (answer(side.next()), answer(compiled.next())) for key in keys}
    side.stop()
    compiled.stop()
    return found


def answer(line):
    value = value_in(line)
    return (value["error"]["type"], value["error"].get("msg")) if refused(value) else "accepted"


def limits(folder):
    """Programs right below and above the depths at which python3.11's answer changes, found by halving."""
    keys = all_nests()
    known = answers(keys, folder)
    edges = {(a[0], a[1], b[1]) for a, b in zip(keys, keys[1:]) if a[0] == b[0] and known[a] != known[b]}
    while any(b - a > 1 for _, a, b in edges):
        middles = {(name, a, b): (a + b) // 2 for name, a, b in edges if b - a > 1}
        known.update(answers([(name, n) for (name, _, _), n in middles.items()], folder))
        for (name, a, b), n in middles.items():
            edges.remove((name, a, b))
            edges |= {edge for edge in ((name, a, n), (name, n, b)) if known[edge[:2]] != known[name, edge[2]]}
    return nested(sorted({(name, n + d) for name, n, _ in edges for d in (-1, 0, 1, 2) if n + d > 0}))


def numbered(sources):
    return [(str(i), source) for i, source in enumerate(sources)]


def cases():
    import front_cases
    return numbered(case.encode() for case in front_cases.CASES)


def codings():
    import front_codings
    return numbered(front_codings.sources())


def files_of(args, folder):
    sets = {"codings": codings, "snippets": lambda: numbered(front_programs.snippets()), "cases": cases, "nests": lambda: nested(all_nests()),
            "limits": lambda: limits(folder), "mutations": lambda: numbered(front_programs.mutations(args.count, args.seed))}
    found = []
    for name in args.programs or ["library"]:
        if name in sets:
            os.makedirs(os.path.join(folder, name), exist_ok=True)
            found += write_programs(os.path.join(folder, name), sets[name]())
        else:
            found += front_programs.library() if name == "library" else front_programs.below([name])
    return found


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(100000)  # json reads deeply nested values
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--innards", required=True)
    parser.add_argument("--stage", choices=STAGES + ("caches",), action="append")
    parser.add_argument("--printed", action="store_true")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--show", type=int, default=5)
    parser.add_argument("--status", help="write the results into this folder, for tests/STATUS.md")
    parser.add_argument("--area", default="front end", help="their name there")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--keep", help="write the programs into this folder, to look at them")
    parser.add_argument("programs", nargs="*")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = files_of(args, args.keep or folder)
        if args.printed:
            sys.exit(0 if compare_printed(files, folder, args) else 1)
        if args.sample and len(files) > args.sample:
            files = [files[i * len(files) // args.sample] for i in range(args.sample)]
        good = [compare_stage(stage, files, folder, args) for stage in args.stage or STAGES]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
