"""Runs programs on innards and on python3.11: stdout, stderr and exit status must be the same.

A program may have NAME.in (its standard input) and NAME.args (its arguments, one a line) beside it.
"""
import common


def compare(python, innards, path):
    stdin = path.with_suffix(".in").read_bytes() if path.with_suffix(".in").exists() else b""
    argv = path.with_suffix(".args").read_text().splitlines() if path.with_suffix(".args").exists() else []
    theirs = common.run([python, path.name, *argv], stdin, cwd=path.parent)
    ours = common.run([innards, "run", path.name, *argv], stdin, cwd=path.parent)
    for what, x, y in zip(("stdout", "stderr"), ours, theirs):
        difference = common.first_difference(x.decode("utf-8", "replace"), y.decode("utf-8", "replace"))
        if difference:
            return f"  {what}\n{difference}\n" + ("" if what == "stderr" else "  stderr: " + ours[1].decode("utf-8", "replace")[-400:])
    if ours[2] != theirs[2]:
        return f"  exit status: innards {ours[2]}, python {theirs[2]}"
    return None


def main():
    args = common.arguments(__doc__, area={"default": "programs"})
    innards = str(common.pathlib.Path(args.innards).resolve())
    python = common.find_python()
    report = common.Report(args.area, args)
    for path in common.programs(args.paths or [common.ROOT / "assets/programs", common.ROOT / "tests/programs"]):
        path = path.resolve()
        report.result(path.relative_to(common.ROOT) if path.is_relative_to(common.ROOT) else path, compare(python, innards, path))
    report.finish()


main()
