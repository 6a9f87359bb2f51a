#!/usr/bin/python3.11
"""Runs python3.11's own regression tests on innards, and says how many of those that python3.11 passes pass there too.

    /usr/bin/python3.11 tests/oracle/regression.py --innards build/innards [--status DIR] [--limit SECONDS] [--verbose] [FILE]...

FILE is a test file's name (test_dict), or doctest:NAME for the examples of its docstrings, counted one by one; the default is all.
The tests are read from the installed library (package libpython3.11-testsuite). Both sides run them with the same stand-in for
unittest (regression/unittest) and the same driver (regression/driver.py); counted are the methods that python3.11 passes. One that
innards skips, or that it does not reach, is failed, unless its name stands in tests/differences/. What kills the process or takes
longer than the limit is left out when the process is started again. The last table groups what failed by cause.
"""
import collections
import pathlib
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading

import common

METHODS = """augassign binop bool class compare contains decorators defaultdict deque descr dict dictcomps enumerate except_star
exception_hierarchy exceptions float funcattrs generators generator_stop global grammar hash index int int_literal isinstance iter
keywordonlyarg list long metaclass named_expressions opcodes ordered_dict patma positional_only_arg pow property raise range richcmp
scope set slice sort string_literals subclassinit super tuple typechecks types unary weakref with coroutines asyncgen""".split()
DOCTESTS = "extcall genexps listcomps setcomps unpack unpack_ex generators descr metaclass deque weakref".split()
# On neither side: CPython's modules for testing its C API, and what starts processes or talks to the network.
OUTSIDE = ["_testcapi", "_testinternalcapi", "_testmultiphase", "xxsubtype", "_ctypes", "_posixsubprocess"]
HERE = pathlib.Path(__file__).resolve().parent / "regression"
MARK = "@@ "


class Side:
    """One of the two that run the tests."""

    def __init__(self, command, limit):
        self.command, self.limit = command, limit

    def outcomes(self, module, doctests, without=()):
        """{method: (ok | FAIL | ERROR | skip | killed | unusable, text)}; a process for the file, and one more after each that dies."""
        found, done = {}, list(without)
        for _ in range(60):
            with tempfile.TemporaryDirectory() as folder:
                ended = self.run(pathlib.Path(folder), module, doctests, done, found)
            begun = next((name for name, (what, _) in found.items() if what == "begin"), None)
            if begun is None:
                break
            found[begun] = "killed", ended
            done = [*without, *(name.split(" example ")[0] if doctests else name for name in found)]
        return found

    def run(self, folder, module, doctests, done, found):
        """Adds what one process tells to `found`; how it ended."""
        shutil.copytree(HERE, folder, dirs_exist_ok=True)
        (folder / "plan.py").write_text(f"MODULE = {'test.' + module!r}\nDOCTESTS = {doctests}\nDONE = {done!r}\nOUTSIDE = {OUTSIDE}\nMARK = {MARK!r}\n")
        process = subprocess.Popen([*self.command, "driver.py"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   cwd=folder, env=common.clean_environment())
        late, last = self.read(process, found)
        return f"took longer than {self.limit} s" if late else f"ended with {process.returncode}: {last[:200]}"

    def read(self, process, found):
        """Reads what the process tells: (was it silent for too long and stopped?, the last line that is not the driver's)."""
        lines = queue.Queue()
        reader = threading.Thread(target=feed, args=(process.stderr, lines))
        reader.start()
        late, last = False, ""
        while True:
            try:
                line = lines.get(timeout=self.limit)
            except queue.Empty:
                process.kill()
                late = True
                continue
            if line is None:
                break
            if not take(line, found):
                last = line.strip() or last
        reader.join()
        process.wait()
        return late, last


def feed(stream, lines):
    for line in stream:
        lines.put(line.decode("utf-8", "replace"))
    lines.put(None)


def take(line, found):
    """Notes what a line of the driver tells; false for other lines."""
    if not line.startswith(MARK):
        return False
    what, name, text = line[len(MARK):].rstrip("\n").split("\t", 2)
    if what == "end":
        found.pop("(import)", None)
    else:
        found[name] = what, text
    return True


def listed_differences():
    """The names in backquotes in tests/differences."""
    texts = "\n".join(path.read_text() for path in (common.ROOT / "tests/differences").glob("*.md"))
    return set(re.findall(r"`((?:doctest:)?test_[^`]+)`", texts))


class Table:
    def __init__(self, args):
        self.args, self.rows, self.causes = args, [], collections.defaultdict(list)
        self.listed, self.differences = listed_differences(), 0

    def add(self, file, ours, theirs):
        passed = [name for name, (what, _) in theirs.items() if what == "ok"]
        wanted = [name for name in passed if f"{file}.{name}" not in self.listed]
        self.differences += len(passed) - len(wanted)
        failed = [name for name in wanted if ours.get(name, ("",))[0] != "ok"]
        for name in failed:
            self.causes[cause_of(name, ours)].append((f"{file}.{name}", ours.get(name, ours.get("(import)", ("", "not reached")))[1]))
        self.rows.append((file, len(wanted) - len(failed), len(wanted), len(theirs) - len(passed), failed))
        print(f"{file:36}{len(wanted) - len(failed):6}{len(wanted):6}", flush=True)
        if wanted:
            common.write_status(self.args.status, f"regression/{file}", len(wanted), failed)

    def finish(self):
        passed, total = (sum(row[column] for row in self.rows) for column in (1, 2))
        common.print_causes(self.causes, self.args.verbose)
        print(f"\nregression: {passed} / {total} ({100 * passed / max(1, total):.1f} %) of what python3.11 passes")
        print(f"not counted: {self.differences} that tests/differences names, and {sum(row[3] for row in self.rows)} that python3.11 fails or skips"
              " with the stand-in (other processes, C API, big memory)")
        sys.exit(1 if passed < total or total == 0 else 0)


def cause_of(name, ours):
    if name not in ours:
        return "the file: " + ours["(import)"][1] if "(import)" in ours else "not reached"
    what, text = ours[name]
    text = re.sub(r" \[line \d+\]$", "", text)
    return f"{what}: {common.without_numbers(text)}"


def main():
    args = common.arguments(__doc__, limit={"type": float, "default": 60, "help": "seconds without a word before a method is given up"})
    python, innards = (Side(command, args.limit) for command in
                       ([common.find_python()], [str(pathlib.Path(args.innards).resolve()), "run"]))
    table = Table(args)
    for file in args.paths or ["test_" + name for name in METHODS] + ["doctest:test_" + name for name in DOCTESTS]:
        doctests, module = file.startswith("doctest:"), file.removeprefix("doctest:")
        theirs = python.outcomes(module, doctests)
        if "(import)" in theirs:
            print(f"python3.11 cannot import {module}: {theirs['(import)'][1]}")
            continue
        explained = [name.removeprefix(f"{file}.") for name in table.listed if name.startswith(f"{file}.")]
        table.add(file, innards.outcomes(module, doctests, explained), theirs)
    table.finish()


main()
