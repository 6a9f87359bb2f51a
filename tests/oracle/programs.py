"""Runs programs on innards and on python3.11: stdout, stderr and exit status must be the same.

A program may have NAME.in (its standard input) and NAME.args (its arguments, one a line) beside it.
"""
import common


def run_both(python, innards, path):
    """((stdout, stderr, status) of innards, the same of python3.11)"""
    stdin = path.with_suffix(".in").read_bytes() if path.with_suffix(".in").exists() else b""
    argv = path.with_suffix(".args").read_text().splitlines() if path.with_suffix(".args").exists() else []
    theirs = common.run([python, path.name, *argv], stdin, cwd=path.parent)
    return common.run([innards, "run", path.name, *argv], stdin, cwd=path.parent), theirs


def text_difference(ours, theirs):
    return common.first_difference(ours.decode("utf-8", "replace"), theirs.decode("utf-8", "replace"))


def status_difference(ours, theirs):
    return None if ours[2] == theirs[2] else f"  exit status: innards {ours[2]}, python {theirs[2]}"


def compare(python, innards, path):
    ours, theirs = run_both(python, innards, path)
    for what, x, y in zip(("stdout", "stderr"), ours, theirs):
        difference = text_difference(x, y)
        if difference:
            return f"  {what}\n{difference}\n" + ("" if what == "stderr" else "  stderr: " + ours[1].decode("utf-8", "replace")[-400:])
    return status_difference(ours, theirs)


def main():
    args = common.arguments(__doc__, area={"default": "programs"})
    innards = str(common.pathlib.Path(args.innards).resolve())
    python = common.find_python()
    report = common.Report(args.area, args)
    for path in common.programs(args.paths or [common.ROOT / "assets/programs", common.ROOT / "tests/programs"]):
        report.result(common.shown(path), compare(python, innards, path.resolve()))
    report.finish()


if __name__ == "__main__":
    main()
