"""Runs programs that were not written for this project, from any folder, and compares them with python3.11.

    folder.py --innards build/innards [--table] [--only ASPECT]... FOLDER-OR-FILE...
    folder.py --innards build/innards [--table] --strings-of FILE [--strings-of FILE]... [--called NAME]

Compared are four aspects of each program: its output and exit status; what it writes to stderr, which is the traceback; its
instructions, value stacks and reference counts (as steps.py does); and the sizes of all objects that its global names reach when
it has ended. Addresses in texts (at 0x...) are taken as equal. A program that python3.11 refuses has to be refused with the same
text. --strings-of takes as programs the strings that a test file passes as first argument to calls of NAME (assert_ok); they are
written to a folder that goes away at the end.
--table prints what failed, grouped by cause, in place of each difference.
"""
import ast
import collections
import pathlib
import re
import sys
import tempfile
import textwrap

import common
import programs
import steps

MARK = "@@ "


class Machines:
    """Both machines with one program: each aspect gives None, or a text that shows the first difference."""

    def __init__(self, innards):
        self.innards, self.python = str(pathlib.Path(innards).resolve()), common.find_python()
        self.path, self.runs = None, None

    def take(self, path):
        self.path, self.runs = path, None

    def both(self):
        if self.runs is None:
            self.runs = [(*map(without_addresses, run[:2]), run[2]) for run in programs.run_both(self.python, self.innards, self.path)]
        return self.runs

    def output(self):
        ours, theirs = self.both()
        return programs.text_difference(ours[0], theirs[0]) or programs.status_difference(ours, theirs)

    def traceback(self):
        ours, theirs = self.both()
        return programs.text_difference(ours[1], theirs[1])

    def lockstep(self):
        return steps.compare([self.python], self.innards, self.path, 0) if steps.comparable(self.path) else None

    def sizes(self):
        """Runs the program inside a second one, which tells the sizes; that moves addresses."""
        if self.path.name in steps.GO_BY_ADDRESSES:
            return None
        teller = pathlib.Path(__file__).resolve().parent / "told_sizes.py"
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder) / self.path.name
            names = self.path.read_bytes(), str(self.path.parent), MARK
            program.write_text(f"SOURCE, FOLDER, MARK = {names!r}\n" + teller.read_text())
            ours, theirs = programs.run_both(self.python, self.innards, program)
        return common.first_difference(*("\n".join(told(run)) for run in (ours, theirs)))


def without_addresses(text):
    return re.sub(rb" at 0x[0-9a-f]+", b" at 0x", text)


def told(run):
    return [line for line in run[0].decode("utf-8", "replace").splitlines() if line.startswith(MARK)]


ASPECTS = {"output": Machines.output, "traceback": Machines.traceback, "lockstep": Machines.lockstep, "sizes": Machines.sizes}


class Table:
    def __init__(self, args):
        self.args, self.total, self.refused = args, 0, 0
        self.failed = {aspect: [] for aspect in args.only or ASPECTS}
        self.causes = collections.defaultdict(list)

    def add(self, name, machines):
        self.total += 1
        for aspect, failed in self.failed.items():
            difference = ASPECTS[aspect](machines)
            if difference is None:
                continue
            failed.append(str(name))
            self.causes[f"{aspect}: {cause_of(difference)}"].append((str(name), difference))
            if not self.args.table:
                print(f"DIFFERS {aspect} {name}\n{difference}", flush=True)
        self.refused += machines.runs is not None and b"SyntaxError" in machines.runs[1][1]

    def finish(self):
        if self.args.table:
            common.print_causes(self.causes, self.args.verbose)
        print(f"\n{self.total} programs, {self.refused} of them refused by python3.11 or ended with a SyntaxError")
        for aspect, failed in self.failed.items():
            print(f"{aspect:12}{self.total - len(failed):6} / {self.total} equal python3.11")
            common.write_status(self.args.status, f"{self.args.area}/{aspect}", self.total, failed)
        sys.exit(1 if self.causes or self.total == 0 else 0)


def cause_of(difference):
    lines = [line.strip() for line in difference.splitlines()]
    pair = [line for line in lines if line.startswith(("innards:", "python:"))]
    return common.without_numbers("  ".join(pair) or lines[0])


def strings_passed(path, function):
    """(name, text) of each string literal that a file passes first to calls of a function or method of that name."""
    for outer in ast.walk(ast.parse(path.read_bytes())):
        if not isinstance(outer, ast.FunctionDef):
            continue
        calls = [node for node in ast.walk(outer) if isinstance(node, ast.Call) and node.args
                 and getattr(node.func, "attr", getattr(node.func, "id", None)) == function]
        for call in calls:
            if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
                yield f"{path.stem}_{call.lineno:04}_{outer.name}", textwrap.dedent(call.args[0].value)


def write_strings(files, function, folder):
    for file in map(pathlib.Path, files):
        for name, text in strings_passed(file, function):
            (folder / (name + ".py")).write_text(text)


def main():
    args = common.arguments(
        __doc__.partition("\n")[0], area={"default": "folder"}, table={"action": "store_true"},
        only={"action": "append", "choices": ASPECTS}, called={"default": "assert_ok"},
        **{"strings-of": {"action": "append", "default": [], "metavar": "FILE"}})
    machines, table = Machines(args.innards), Table(args)
    with tempfile.TemporaryDirectory() as folder:
        write_strings(args.strings_of, args.called, pathlib.Path(folder))
        for path in common.programs([*args.paths, *([folder] if args.strings_of else [])]):
            machines.take(path.resolve())
            table.add(common.shown(path) if path.is_relative_to(common.ROOT) else path.name, machines)
    table.finish()


main()
