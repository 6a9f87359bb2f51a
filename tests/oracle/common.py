"""What the oracle scripts share: where python3.11 and innards are, how a program is run on both, how results are reported.

The oracle is the python3.11 of Debian's package (3.11.2); another 3.11 that comes first on PATH can differ in `except*`
and `match`, so it is found by asking for its version. It always runs with PYTHONHASHSEED=0.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def find_python():
    """The path of a CPython 3.11.2, Debian's first."""
    for candidate in ["/usr/bin/python3.11", "python3.11"]:
        try:
            out = subprocess.run([candidate, "-c", "import sys; print(*sys.version_info[:3])"], capture_output=True, text=True)
        except OSError:
            continue
        if out.stdout.split()[:2] == ["3", "11"]:
            return candidate
    sys.exit("oracle: python3.11 is not installed")


def clean_environment():
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    env.update(PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1", PYTHONIOENCODING="utf-8", LC_ALL="C.UTF-8", TZ="UTC")
    return env


def run(command, stdin=b"", cwd=None, timeout=120):
    """(stdout, stderr, status) of a command; a command that hangs counts as status 'timeout'."""
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=clean_environment(), timeout=timeout)
    except subprocess.TimeoutExpired as late:
        return late.stdout or b"", late.stderr or b"", "timeout"
    return done.stdout, done.stderr, done.returncode


def programs(paths):
    """The .py files below the paths, sorted; folders with an __init__.py hold what programs import."""
    found = []
    for path in map(pathlib.Path, paths):
        if path.is_dir():
            found += [p for p in sorted(path.rglob("*.py")) if not (p.parent / "__init__.py").exists()]
        else:
            found.append(path)
    return found


def shown(path):
    """How a report calls a program."""
    path = path.resolve()
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def arguments(description, **extra):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--innards", required=True, help="the innards program")
    parser.add_argument("--status", help="write the area's result into this folder, for tests/STATUS.md")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("paths", nargs="*")
    for name, options in extra.items():
        parser.add_argument("--" + name, **options)
    return parser.parse_args()


def write_status(folder, area, total, failed):
    """A row of tests/STATUS.md, for status.py; no folder: nothing."""
    if folder:
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        row = {"area": area, "passed": total - len(failed), "total": total, "failed": failed}
        (folder / (re.sub("[/:]", "_", area) + ".json")).write_text(json.dumps(row))


def print_causes(causes, verbose):
    """What failed, grouped: {cause: [(name, text)]}, the most frequent cause first."""
    if causes:
        print("\nwhat failed, by cause:")
    for cause, names in sorted(causes.items(), key=lambda item: -len(item[1])):
        print(f"{len(names):5}  {cause}")
        for name, text in names[:30 if verbose else 3]:
            print(f"           {name}  {text[-120:] if verbose else ''}")


def without_numbers(text):
    """A text in which addresses and numbers look the same, as the name of a cause."""
    return re.sub(r"0x[0-9a-f]+|\d+", "N", text)[:110]


class Report:
    """Counts per area and says what differed; exit status 1 when anything did."""

    def __init__(self, area, args):
        self.area, self.args, self.passed, self.failed = area, args, 0, []

    def result(self, name, difference):
        """`difference` is None, or a text that shows the first difference."""
        if difference is None:
            self.passed += 1
        else:
            self.failed.append(str(name))
            print(f"DIFFERS {self.area} {name}\n{difference}")

    def finish(self):
        total = self.passed + len(self.failed)
        print(f"{self.area}: {self.passed} / {total} equal python3.11")
        write_status(self.args.status, self.area, total, self.failed)
        sys.exit(1 if self.failed or total == 0 else 0)


def first_difference(ours, theirs, context=2):
    """A short text about the first differing line of two texts, or None."""
    a, b = ours.splitlines(), theirs.splitlines()
    if a == b:
        return None
    for i in range(max(len(a), len(b))):
        x = a[i] if i < len(a) else "<end>"
        y = b[i] if i < len(b) else "<end>"
        if x != y:
            before = "".join(f"    {line}\n" for line in b[max(0, i - context):i])
            return f"  line {i + 1}\n{before}  innards: {x}\n  python:  {y}"
    return "  only the end of line differs"
