"""Random programs (program_grammar.py) on innards and on python3.11: stdout, stderr and exit status must be the same; every
--steps-th program is compared in lockstep too (steps.py). A program that differs is kept in --keep, by its seed.

Some programs ask for objects of gigabytes. python3.11 gets as much memory as our machine gives (heap_boot), so that both
refuse them.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import common
import program_grammar

ADDRESS = re.compile(rb" at 0x[0-9a-f]+")
MEMORY = 1 << 30
STEPS = pathlib.Path(__file__).with_name("steps.py")


def outcome(command, folder):
    out, err, status = common.run(command, cwd=folder, timeout=60)
    return [ADDRESS.sub(b" at 0x", text).decode("utf-8", "replace") for text in (out, err)] + [status]


def compare(python, innards, path):
    theirs = outcome(["prlimit", f"--as={MEMORY}", python, path.name], path.parent)
    ours = outcome([innards, "run", path.name], path.parent)
    for what, x, y in zip(("stdout", "stderr"), ours, theirs):
        difference = common.first_difference(x, y)
        if difference:
            return f"  {what}\n{difference}"
    return None if ours[2] == theirs[2] else f"  exit status: innards {ours[2]}, python {theirs[2]}"


def lockstep(innards, path):
    command = [sys.executable, str(STEPS), "--innards", innards, "--limit", "20000", "--memory", str(MEMORY), str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout[-1500:] if done.returncode else None


def main():
    args = common.arguments(__doc__, area={"default": "random programs"}, count={"type": int, "default": 100}, seed={"type": int, "default": 0},
                            steps={"type": int, "default": 0}, keep={"type": pathlib.Path})
    innards, python = str(pathlib.Path(args.innards).resolve()), common.find_python()
    report = common.Report(args.area, args)
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(args.seed, args.seed + args.count):
            path = pathlib.Path(scratch) / f"random_{seed}.py"
            path.write_text(program_grammar.program(seed))
            difference = compare(python, innards, path)
            if difference is None and args.steps and seed % args.steps == 0:
                difference = lockstep(innards, path)
            if difference and args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / path.name).write_bytes(path.read_bytes())
            report.result(f"seed {seed}", difference)
            path.unlink()
    report.finish()


main()
