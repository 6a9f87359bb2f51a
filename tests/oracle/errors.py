"""What the command line says to bad input and at limits: a clear sentence, the right exit status, never a crash.

Where python3.11 has a word to say (syntax errors, tracebacks), it is compared with it; otherwise the sentence must name what
is wrong and where.
"""
import os
import pathlib
import tempfile

import common

FILES = {
    "empty.py": b"",
    "comment.py": b"# nothing\n",
    "syntax.py": b"x = (1,\ny = 2\n",
    "indent.py": b"if True:\nprint(1)\n",
    "backslash_at_end.py": b"x = 5\\",
    "backslash_before_end.py": b"if \\\n",
    "latin.py": b"# -*- coding: latin-1 -*-\nprint('caf\xe9')\n",
    "not_utf8.py": b"print('caf\xe9')\n",
    "uncaught.py": b"def f():\n    return 1 / 0\n\nf()\n",
    "exit3.py": b"import sys\nsys.exit(3)\n",
    "exit_text.py": b"import sys\nsys.exit('bye')\n",
    "recursion.py": b"def f(n):\n    return f(n + 1)\n\nf(0)\n",
    "no_input.py": b"input('name? ')\n",
    "missing_module.py": b"import nothing_of_that_name\n",
    "stdin.py": b"while True:\n    try:\n        print(input().upper())\n    except EOFError:\n        break\n",
    "argv.py": b"import sys\nprint(sys.argv)\n",
}
# name, program, arguments, standard input: must be what python3.11 does.
LIKE_PYTHON = [(name, name, [], b"a\nb\n" if name == "stdin.py" else b"") for name in FILES] + [("argv", "argv.py", ["-v", "--x=1", "two words"], b"")]
# name, arguments of innards, exit status, what stderr (or, for status 0, stdout) must contain
OWN = [
    ("missing file", ["run", "no_such_file.py"], 2, "no_such_file.py"),
    ("directory", ["run", "."], 1, "__main__"),
    ("null bytes", ["run", "null.py"], 1, "null bytes"),
    ("open refused", ["run", "open.py"], 1, "PermissionError"),
    ("memory limit", ["run", "--memory", "50000000", "memory.py"], 1, "MemoryError"),
    ("memory limit below what the machine needs", ["run", "--memory", "3", "argv.py"], 2, "at least"),
    ("unknown command option", ["tokens", "--nonsense", "empty.py"], 2, "nonsense"),
    ("no file", ["steps"], 2, "FILE"),
    ("steps of a recording", ["steps", "run.innards"], 2, "is a recording"),
    ("fields of a recording", ["fields", "run.innards", "--of", "x"], 2, "is a recording"),
    ("a stage of a recording", ["dis", "--json", "run.innards"], 2, "is a recording"),
    ("bad every", ["trace", "empty.py", "-o", "x.json", "--every", "second"], 2, "every"),
    ("unwritable", ["trace", "argv.py", "-o", "no/such/folder/x.json"], 1, "no/such/folder"),
    ("syntax error of a stage", ["code", "syntax.py"], 1, "SyntaxError"),
    ("help", ["--help"], 0, "lesson"),
    ("help of a command", ["trace", "--help"], 0, "--every"),
    ("no lesson", ["lesson", "show", "99_nothing"], 2, "99_nothing"),
    ("stdin as a file", ["tokens", "-"], 0, "NAME"),
]


def main():
    args = common.arguments(__doc__)
    innards = str(pathlib.Path(args.innards).resolve())
    python = common.find_python()
    report = common.Report("errors", args)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in FILES.items():
            pathlib.Path(folder, name).write_bytes(content)
        pathlib.Path(folder, "null.py").write_bytes(b"print(1)\x00\n")
        pathlib.Path(folder, "open.py").write_text("open('/etc/hostname')\n")
        pathlib.Path(folder, "memory.py").write_text("x = []\nwhile True:\n    x.append('m' * 100000)\n")
        for name, program, argv, stdin in LIKE_PYTHON:
            theirs = common.run([python, program, *argv], stdin, cwd=folder)
            ours = common.run([innards, "run", program, *argv], stdin, cwd=folder)
            difference = None
            for what, x, y in zip(("stdout", "stderr"), ours, theirs):
                difference = difference or common.first_difference(x.decode("utf-8", "replace"), y.decode("utf-8", "replace"))
            if not difference and ours[2] != theirs[2]:
                difference = f"  exit status: innards {ours[2]}, python {theirs[2]}"
            report.result(name, difference)
        for name, command, status, words in OWN:
            out, err, code = common.run([innards, *command], b"print(1)\n", cwd=folder)
            text = (out if status == 0 else err).decode("utf-8", "replace")
            report.result(name, None if code == status and words in text else f"  status {code} (wanted {status}); it says: {text[-300:]!r}")
    report.finish()


main()
