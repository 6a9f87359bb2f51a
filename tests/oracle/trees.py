"""A tree as node objects, given back to compile(): innards must make the code that it makes of the source.

    /usr/bin/python3.11 tests/oracle/trees.py --innards build/innards [--sample N] [PATH]...

PATH are programs; the default is every Nth file of the standard library. Both codes are innards' own (that the second one equals
python3.11's is what front_end.py measures), so python3.11 only finds the files and tells which of them are programs.
"""
import tempfile

import common
import front_programs

BATCH = 20
PROGRAM = '''import ast, marshal, sys
for line in sys.stdin:
    name, source = ast.literal_eval(line)
    try:
        code = compile(source, name, "exec")
    except (SyntaxError, ValueError):
        print("refused")
        continue
    try:
        again = compile(ast.parse(source), name, "exec")
        print("same" if marshal.dumps(again, 2) == marshal.dumps(code, 2) else "another code")
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))
'''


def answers(innards, batch):
    with tempfile.NamedTemporaryFile("w", suffix=".py") as program:
        program.write(PROGRAM)
        program.flush()
        lines = "".join(f"{(path.name, path.read_bytes())!r}\n" for path in batch)
        out, err, status = common.run([innards, "run", program.name], lines.encode(), timeout=600)
    found = out.decode().splitlines()
    return found + [f"nothing, status {status}: {err.decode()[-300:]}"] * (len(batch) - len(found))


def main():
    args = common.arguments(__doc__, area={"default": "trees"}, sample={"type": int, "default": 8})
    innards = str(common.pathlib.Path(args.innards).resolve())
    paths = common.programs(args.paths) or [common.pathlib.Path(path) for path in front_programs.library()[::args.sample]]
    report = common.Report(args.area, args)
    for i in range(0, len(paths), BATCH):
        for path, answer in zip(paths[i:i + BATCH], answers(innards, paths[i:i + BATCH])):
            if answer != "refused":
                report.result(path, None if answer == "same" else "  " + answer)
    report.finish()


main()
