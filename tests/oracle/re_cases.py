"""Regular expressions: every pattern of python3.11's own test/re_tests.py, compiled and matched on both.

Each is tried as it stands, as bytes, and with the flags I, M|S, A and X: what it matches in its text and in its text
twice, or the error it gives. The table is read from python3.11's library (package libpython3.11-testsuite), by path.
"""
import json
import subprocess
import tempfile

import common

READ = "import json; from test.re_tests import tests; print(json.dumps([t[:2] for t in tests]))"
PROGRAM = '''import re
def result(f):
    try:
        r = f()
    except Exception as e:
        return type(e).__name__, str(e)
    return r if not isinstance(r, re.Match) else (r.span(), r.groups(), r.regs, r.lastindex, r.lastgroup, repr(r))
def case(pattern, text, flags):
    try:
        p = re.compile(pattern, flags)
    except Exception as e:
        return type(e).__name__, str(e)
    mark = b"<>" if isinstance(text, bytes) else "<>"
    return repr(p), hash(p), [result(f) for s in (text, text + text) for f in (
        lambda: p.match(s), lambda: p.search(s), lambda: p.fullmatch(s), lambda: p.findall(s), lambda: p.split(s),
        lambda: p.subn(mark, s), lambda: [result(lambda: m) for m in p.finditer(s, 1)], lambda: p.search(s, 1, 4))]
for pattern, text in CASES:
    for flags in (0, re.I, re.M | re.S, re.A, re.X):
        print(ascii(case(pattern, text, flags)))
    print(ascii(case(pattern.encode("latin-1", "replace"), text.encode("latin-1", "replace"), 0)))
'''
VARIANTS = 6


def main():
    args = common.arguments(__doc__)
    python = common.find_python()
    innards = str(common.pathlib.Path(args.innards).resolve())
    report = common.Report("modules/re", args)
    table = subprocess.run([python, "-W", "ignore", "-c", READ], capture_output=True, text=True)
    if table.returncode:
        raise SystemExit("re_cases: python3.11 has no test.re_tests: install the package libpython3.11-testsuite")
    cases = json.loads(table.stdout)
    with tempfile.TemporaryDirectory() as folder:
        path = common.pathlib.Path(folder) / "cases.py"
        path.write_text("CASES = %s\n%s" % (ascii(cases), PROGRAM))
        theirs = common.run([python, "-W", "ignore", str(path)])[0].decode().splitlines()
        ours = common.run([innards, "run", str(path)])[0].decode().splitlines()
    for i, case in enumerate(cases):
        part = slice(i * VARIANTS, (i + 1) * VARIANTS)
        report.result(repr(case), common.first_difference("\n".join(ours[part]), "\n".join(theirs[part])))
    report.finish()


main()
